import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** the body may take longer than others, as long as it keeps coming */
    longBody?: boolean;
  }
}

/** Of a long body, in the time that another has for the whole: slower is nobody's line, but somebody's purpose. */
const LEAST_BYTES = 30_000;
/** What is read on of a body that is answered already. */
const MOST_DISCARDED = 64_000_000;

const TOO_SLOW = JSON.stringify({ message: 'The request took too long to arrive' });

/**
 * Bounds the time bodies take, and lets whoever sends one hear its answer: a body that is too slow is answered 408 and
 * ended; one that is answered before it has come is read on and thrown away, since a connection closed on a sender that
 * is still sending takes the answer with it.
 * @param withinMs for the whole body, or for each {@link LEAST_BYTES} of a long one
 */
export function guardBodies(server: FastifyInstance, withinMs: number): void {
  server.addHook('onRequest', (request, reply, done) => {
    if (hasBody(request.raw)) {
      endSlowBody(request, reply, withinMs);
      readOnAfterAnswer(request.raw, reply.raw);
    }
    done();
  });
}

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

function endSlowBody(request: FastifyRequest, reply: FastifyReply, withinMs: number): void {
  const { raw, routeOptions } = request;
  const isLong = routeOptions.config.longBody === true;
  let before = raw.socket.bytesRead;
  const timer = setInterval(() => {
    const came = raw.socket.bytesRead - before;
    before += came;
    if (!isLong || came < LEAST_BYTES) tooSlow(raw, reply);
  }, withinMs).unref();
  const stop = () => clearInterval(timer);
  raw.once('end', stop).once('close', stop);
}

function tooSlow(request: IncomingMessage, reply: FastifyReply): void {
  if (reply.raw.headersSent) return void request.destroy();
  // whatever waits for the body answers nothing any more
  reply.hijack();
  reply.raw.writeHead(408, {
    connection: 'close',
    'content-type': 'application/json; charset=utf-8',
    'content-length': TOO_SLOW.length,
  });
  reply.raw.write(TOO_SLOW, () => request.destroy());
}

function readOnAfterAnswer(request: IncomingMessage, reply: ServerResponse): void {
  const end = reply.end.bind(reply) as (...args: unknown[]) => ServerResponse;
  reply.end = ((...args: unknown[]) => {
    if (request.complete || request.destroyed) return end(...args);
    reply.end = end as typeof reply.end;
    const [chunk, encoding] = args.filter((arg) => typeof arg !== 'function') as [
      Buffer | string,
      BufferEncoding,
    ];
    if (!reply.headersSent && !reply.hasHeader('content-length'))
      reply.setHeader('content-length', chunk ? Buffer.byteLength(chunk, encoding) : 0);
    if (chunk?.length) reply.write(chunk, encoding ?? 'utf8');
    else reply.flushHeaders();
    const told = args.filter((arg) => typeof arg === 'function');
    discard(request, () => end(...told));
    return reply;
  }) as typeof reply.end;
}

function discard(request: IncomingMessage, done: () => void): void {
  let bytes = 0;
  // whoever took it before has no say any more in how fast it comes
  request.unpipe().on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > MOST_DISCARDED) request.destroy();
  });
  request.once('end', done).once('close', done).resume();
}
