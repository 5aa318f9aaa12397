import type { ServerResponse } from 'node:http';
import cors from '@fastify/cors';
import { runInContext } from '@zhishou/platform/context';
import { errorAnswer } from '@zhishou/platform/error-answer';
import { notFound } from '@zhishou/platform/errors';
import type { Logger } from '@zhishou/platform/log';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Passage, passThrough } from './file.passage.js';
import type { Client, ClientReader } from '../client/client.context.js';
import type { GatewaySettings } from '../gateway.settings.js';
import { closeIfStopping } from '../server/http.route.js';
import { createRates } from '../limits/rate.limits.js';
import { DOCUMENT_MAKERS, FILE_KEEPERS, type SubgraphName } from '../supergraph/subgraph.names.js';

type Destination = Pick<Passage, 'service' | 'target'>;
type Finder = (path: string) => { service: SubgraphName; token: string };

/**
 * `PUT` and `GET /attachments/<service>/<token>` and `GET /documents/<service>/<token>` go on to that service, byte by
 * byte: nothing is kept here. Whether the token is any good is for the service to say.
 */
export function mountFiles(
  server: FastifyInstance,
  parts: { readClient: ClientReader; settings: GatewaySettings; logger: Logger },
): void {
  const { readClient, settings, logger } = parts;
  const rates = createRates(settings.rates);

  async function pass(to: () => Destination, client: Client, request: FastifyRequest, reply: ServerResponse) {
    try {
      await rates.arrival(client);
      await passThrough({ ...to(), client, request: request.raw, reply, logger });
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

  function mount(folder: string, methods: ('GET' | 'PUT')[], find: Finder): void {
    const destination = (path: string): Destination => {
      const { service, token } = find(path);
      const target = new URL(`/${folder}/${encodeURIComponent(token)}`, settings.urls[service]);
      return { service, target };
    };
    void server.register(
      (scope, _options, done) => {
        void scope.register(cors, {
          origin: settings.corsOrigins,
          methods,
          allowedHeaders: ['content-type', 'range', 'x-request-id'],
          exposedHeaders: ['x-request-id', 'retry-after', 'content-disposition', 'content-range'],
          maxAge: 600,
        });
        scope.removeAllContentTypeParsers();
        scope.addContentTypeParser('*', (_request, _body, read) => read(null));
        scope.route({
          method: methods,
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
            const to = () => destination(pathOf(request));
            return runInContext(client, () => pass(to, client, request, reply.raw));
          },
        });
        done();
      },
      { prefix: `/${folder}` },
    );
  }

  mount('attachments', ['GET', 'PUT'], keeperOf);
  mount('documents', ['GET'], makerOf);
}

const pathOf = (request: FastifyRequest): string => (request.params as { '*': string })['*'];

function namedIn(path: string, services: readonly SubgraphName[]) {
  const service = services.find((name) => path.startsWith(`${name}/`));
  return service && { service, token: path.slice(service.length + 1) };
}

/** Whose an address is; one that names no service is of the tickets, which once were the only ones to keep files. */
const keeperOf: Finder = (path) => namedIn(path, FILE_KEEPERS) ?? { service: 'tickets', token: path };

/** @throws UserError NOT_FOUND for a service that makes no documents */
const makerOf: Finder = (path) => {
  const found = namedIn(path, DOCUMENT_MAKERS);
  if (!found) throw notFound('This document');
  return found;
};
