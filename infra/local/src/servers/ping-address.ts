import { createConnection } from 'node:net';

const ANSWER_WITHIN_MS = 2000;

/** Rejects while nobody listens at `address` (host:port). */
export function pingAddress(address: string): Promise<void> {
  const [host, port] = address.split(':');
  return new Promise((done, refuse) => {
    const socket = createConnection({ host, port: Number(port), timeout: ANSWER_WITHIN_MS });
    const end = (settle: () => void): void => {
      socket.destroy();
      settle();
    };
    socket.once('connect', () => end(done));
    socket.once('error', (error) => end(() => refuse(error)));
    socket.once('timeout', () => end(() => refuse(new Error(`${address} does not answer`))));
  });
}
