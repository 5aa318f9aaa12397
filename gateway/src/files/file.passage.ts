import { Agent, type IncomingMessage, request as httpRequest, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream';
import { unavailable } from '@zhishou/platform/errors';
import type { Logger } from '@zhishou/platform/log';
import type { Client } from '../client/client.context.js';
import { wasNotReached } from '../errors/upstream-error.js';

/** Neither side may be silent for longer than this. */
const IDLE_MS = 60_000;

const TO_SERVICE = ['content-type', 'content-length', 'range'];
const TO_CLIENT = [
  'accept-ranges',
  'cache-control',
  'content-disposition',
  'content-length',
  'content-range',
  'content-security-policy',
  'content-type',
];

// a connection that is to be closed after the answer would be closed on a sender that is still sending
const agent = new Agent({ keepAlive: true, maxFreeSockets: 0 });

const LOST =
  'The answer was lost on the way, so the file may or may not have been taken; send it to the same address again: ' +
  'CONFLICT says that it was';

/** One request on its way to the service that answers it. */
export interface Passage {
  /** the service's name */
  service: string;
  target: URL;
  client: Client;
  request: IncomingMessage;
  reply: ServerResponse;
  logger: Logger;
}

/**
 * Sends a request on and its answer back as they come, no faster than the slower side takes them.
 * @throws UserError UNAVAILABLE when the service gives no answer
 */
export function passThrough({ service, target, client, request, reply, logger }: Passage): Promise<void> {
  return new Promise((resolve, reject) => {
    const sending = httpRequest(target, {
      method: request.method,
      agent,
      timeout: IDLE_MS,
      headers: {
        ...pick(request.headers, TO_SERVICE),
        'x-request-id': client.requestId,
        'x-zhishou-address': client.address,
      },
    });
    sending.on('response', (answer) => {
      reply.writeHead(answer.statusCode ?? 502, pick(answer.headers, TO_CLIENT));
      pipeline(answer, reply, () => resolve());
      // whoever has answered needs no more of it
      answer.once('end', () => {
        if (!request.complete) sending.destroy();
      });
    });
    sending.on('timeout', () => sending.destroy(new Error('nothing moved for too long')));
    sending.on('error', (error) => {
      if (request.errored || reply.destroyed || reply.headersSent) return resolve();
      logger.warn({ err: error }, `the ${service} service gave no answer to a file`);
      reject(unavailable(request.method === 'GET' || wasNotReached(error) ? undefined : LOST));
    });
    // whoever left waits for nothing: the service may stop
    reply.on('close', () => reply.writableFinished || sending.destroy());
    request.on('error', () => sending.destroy());
    request.pipe(sending);
  });
}

const pick = (headers: IncomingMessage['headers'], names: string[]) =>
  Object.fromEntries(names.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]])));
