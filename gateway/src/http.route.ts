import type { IncomingMessage } from 'node:http';
import { runInContext } from '@zhishou/platform/context';
import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify';
import type { ClientReader } from './client.context.js';
import type { Hive } from './hive.runtime.js';

export const PATH = '/graphql';

/** GraphQL over HTTP and SSE (GraphiQL too, where it is on) on /graphql. */
export function mountHttp(
  server: FastifyInstance,
  parts: { hive: Hive; readClient: ClientReader; bodyLimit: number },
): void {
  const { hive, readClient, bodyLimit } = parts;
  // in a scope of its own: here a body stays as it came, everywhere else Nest's parsers hold
  void server.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit }, asItCame);
    scope.setErrorHandler<FastifyError>((error, _request, reply) => {
      const tooLarge = error.statusCode === 413;
      const message = tooLarge
        ? `The request is too large: at most ${bodyLimit} bytes`
        : 'The request cannot be read';
      const code = tooLarge ? 'QUERY_TOO_COMPLEX' : 'BAD_USER_INPUT';
      return reply.status(error.statusCode ?? 400).send({ errors: [{ message, extensions: { code } }] });
    });
    scope.all(PATH, (request, reply) => {
      const client = readClient(request.raw, request.headers);
      reply.hijack();
      reply.raw.setHeader('x-request-id', client.requestId);
      reply.raw.once('finish', () => closeIfStopping(server, request.raw));
      const incoming = Object.assign(request.raw, { body: request.body });
      return runInContext(client, () => hive.handle(incoming, reply.raw, { client }));
    });
    done();
  });
}

// A connection kept alive after its last answer would hold the server, which only closed those idle when it stopped.
function closeIfStopping(server: FastifyInstance, { socket }: IncomingMessage): void {
  if (!server.server.listening) socket.end();
}

function asItCame(_request: FastifyRequest, body: Buffer, done: (error: null, body: Buffer) => void): void {
  done(null, body);
}
