import type { IncomingMessage } from 'node:http';
import cors from '@fastify/cors';
import { runInContext } from '@zhishou/platform/context';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ClientReader } from '../client/client.context.js';
import { isForgeable } from './foreign.request.js';
import type { GatewaySettings } from '../gateway.settings.js';
import type { Hive } from '../hive.runtime.js';

export const PATH = '/graphql';

const JSON_TYPES = ['application/json', 'application/graphql+json'];

/** GraphQL over HTTP and SSE (GraphiQL too, where it is on) on /graphql. */
export function mountHttp(
  server: FastifyInstance,
  parts: { hive: Hive; readClient: ClientReader; settings: GatewaySettings },
): void {
  const { hive, readClient, settings } = parts;
  const bodyLimit = settings.limits.bodyBytes;
  // in a scope of its own: here a body stays as it came, everywhere else Nest's parsers hold
  void server.register((scope, _options, done) => {
    void scope.register(cors, {
      origin: settings.corsOrigins,
      methods: ['GET', 'POST'],
      allowedHeaders: ['authorization', 'content-type', 'x-request-id'],
      exposedHeaders: ['x-request-id', 'retry-after'],
      maxAge: 600,
    });
    scope.removeAllContentTypeParsers();
    // nothing else is read: a page of another site may post forms and plain text without asking
    scope.addContentTypeParser(JSON_TYPES, { parseAs: 'buffer', bodyLimit }, asItCame);
    scope.setErrorHandler<FastifyError>((error, _request, reply) => refuseBody(error, reply, bodyLimit));
    scope.all(PATH, (request, reply) => {
      const asksForPage = settings.graphiql && (request.headers.accept?.includes('text/html') ?? false);
      if (isForgeable(request) && !asksForPage)
        return refuse(reply, 403, 'BAD_USER_INPUT', 'GET needs the header authorization or x-request-id');
      const client = readClient(request.raw, request.headers);
      reply.hijack();
      for (const [name, value] of Object.entries(reply.getHeaders()))
        if (value !== undefined) reply.raw.setHeader(name, value);
      reply.raw.setHeader('x-request-id', client.requestId);
      reply.raw.once('finish', () => closeIfStopping(server, request.raw));
      const incoming = Object.assign(request.raw, { body: request.body });
      return runInContext(client, () => hive.handle(incoming, reply.raw, { client }));
    });
    done();
  });
}

function refuseBody({ statusCode = 400 }: FastifyError, reply: FastifyReply, bodyLimit: number) {
  if (statusCode === 413)
    return refuse(reply, 413, 'QUERY_TOO_COMPLEX', `The request is too large: at most ${bodyLimit} bytes`);
  const message =
    statusCode === 415 ? `Send the body as ${JSON_TYPES.join(' or ')}` : 'The request cannot be read';
  return refuse(reply, statusCode, 'BAD_USER_INPUT', message);
}

function refuse(reply: FastifyReply, status: number, code: string, message: string) {
  return reply.status(status).send({ errors: [{ message, extensions: { code } }] });
}

// A connection kept alive after its last answer would hold the server, which only closed those idle when it stopped.
export function closeIfStopping(server: FastifyInstance, { socket }: IncomingMessage): void {
  if (!server.server.listening) socket.end();
}

function asItCame(_request: FastifyRequest, body: Buffer, done: (error: null, body: Buffer) => void): void {
  done(null, body);
}
