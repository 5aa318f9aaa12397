import type { IncomingMessage } from 'node:http';

const WITHIN_MS = 10_000;

/**
 * Reads on and throws away what is still coming of a request that was answered already: a sender hears no answer until
 * it has sent. One that takes too long for that is cut off.
 */
export function discardBody(request: IncomingMessage): void {
  if (request.complete) return;
  const giveUp = setTimeout(() => request.destroy(), WITHIN_MS).unref();
  request.once('close', () => clearTimeout(giveUp)).resume();
}
