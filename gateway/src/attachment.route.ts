import type { ServerResponse } from 'node:http';
import cors from '@fastify/cors';
import { runInContext } from '@zhishou/platform/context';
import { errorAnswer } from '@zhishou/platform/error-answer';
import type { Logger } from '@zhishou/platform/log';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { passThrough } from './attachment.passage.js';
import type { Client, ClientReader } from './client.context.js';
import type { GatewaySettings } from './gateway.settings.js';
import { closeIfStopping } from './http.route.js';
import { createRates } from './rate.limits.js';
import { FILE_KEEPERS, type SubgraphName } from './subgraph.names.js';

/**
 * `PUT` and `GET /attachments/<service>/<token>` go on to that service, byte by byte: nothing is kept here. Whether the
 * token is any good is for the service to say.
 */
export function mountAttachments(
  server: FastifyInstance,
  parts: { readClient: ClientReader; settings: GatewaySettings; logger: Logger },
): void {
  const { readClient, settings, logger } = parts;
  const rates = createRates(settings.rates);
  const destination = (path: string) => {
    const { service, token } = keeperOf(path);
    return { service, target: new URL(`/attachments/${encodeURIComponent(token)}`, settings.urls[service]) };
  };

  async function pass(request: FastifyRequest, client: Client, reply: ServerResponse): Promise<void> {
    try {
      await rates.arrival(client);
      const passage = { client, request: request.raw, reply, logger };
      await passThrough({ ...destination(pathOf(request)), ...passage });
    } catch (error) {
      refuse(error, reply);
    }
  }

  function refuse(error: unknown, reply: ServerResponse): void {
    const { status, body } = errorAnswer(error, logger);
    if (body.retryAfter !== undefined) reply.setHeader('retry-after', body.retryAfter);
    reply.statusCode = status;
    reply.setHeader('content-type', 'application/json; charset=utf-8');
    reply.end(JSON.stringify(body));
  }

  void server.register(
    (scope, _options, done) => {
      void scope.register(cors, {
        origin: settings.corsOrigins,
        methods: ['GET', 'PUT'],
        allowedHeaders: ['content-type', 'range', 'x-request-id'],
        exposedHeaders: ['x-request-id', 'retry-after', 'content-disposition', 'content-range'],
        maxAge: 600,
      });
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser('*', (_request, _body, read) => read(null));
      scope.route({
        method: ['GET', 'PUT'],
        url: '/*',
        exposeHeadRoute: false,
        config: { longBody: true },
        handler: (request, reply) => {
          const client = readClient(request.raw, request.headers);
          reply.hijack();
          for (const [name, value] of Object.entries(reply.getHeaders()))
            if (value !== undefined) reply.raw.setHeader(name, value);
          reply.raw.setHeader('x-request-id', client.requestId);
          reply.raw.once('finish', () => closeIfStopping(server, request.raw));
          return runInContext(client, () => pass(request, client, reply.raw));
        },
      });
      done();
    },
    { prefix: '/attachments' },
  );
}

const pathOf = (request: FastifyRequest): string => (request.params as { '*': string })['*'];

/** Whose an address is; one that names no service is of the tickets, which once were the only ones to keep files. */
function keeperOf(path: string): { service: SubgraphName; token: string } {
  const service = FILE_KEEPERS.find((name) => path.startsWith(`${name}/`));
  return service ? { service, token: path.slice(service.length + 1) } : { service: 'tickets', token: path };
}
