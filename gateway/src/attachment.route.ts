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

/**
 * `PUT` and `GET /attachments/<token>` go on to the tickets service, byte by byte: nothing is kept here. Whether the
 * token is any good is for that service to say.
 */
export function mountAttachments(
  server: FastifyInstance,
  parts: { readClient: ClientReader; settings: GatewaySettings; logger: Logger },
): void {
  const { readClient, settings, logger } = parts;
  const rates = createRates(settings.rates);
  const target = (token: string) =>
    new URL(`/attachments/${encodeURIComponent(token)}`, settings.urls.tickets);

  async function pass(request: FastifyRequest, client: Client, reply: ServerResponse): Promise<void> {
    try {
      await rates.arrival(client);
      await passThrough({ target: target(tokenOf(request)), client, request: request.raw, reply, logger });
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

const tokenOf = (request: FastifyRequest): string => (request.params as { '*': string })['*'];
