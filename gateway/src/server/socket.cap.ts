import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import proxyaddr from '@fastify/proxy-addr';
import { addressKey } from '../client/client.context.js';
import type { GatewaySettings } from '../gateway.settings.js';

export const TOO_MANY_SOCKETS =
  'HTTP/1.1 429 Too Many Requests\r\nconnection: close\r\nretry-after: 5\r\ncontent-length: 0\r\n\r\n';

/** Counts the open connections of each address, of IPv6 of each /64. */
export class SocketCap {
  private readonly open = new Map<string, number>();

  /** @param most 0 sets no bound */
  constructor(private readonly most: number) {}

  /** Counts a connection until it closes; false, and not counted, when it is one too many. */
  take(key: string, socket: Duplex): boolean {
    const before = this.open.get(key) ?? 0;
    if (this.most > 0 && before >= this.most) return false;
    this.open.set(key, before + 1);
    socket.once('close', () => {
      const left = this.open.get(key)! - 1;
      if (left > 0) this.open.set(key, left);
      else this.open.delete(key);
    });
    return true;
  }
}

/** Turns connections away of which an address has too many; a trusted proxy stands for many addresses. */
export function mountSocketCap(
  server: Server,
  { sockets, trustedProxies }: Pick<GatewaySettings, 'sockets' | 'trustedProxies'>,
): void {
  const isProxy = proxyaddr.compile(trustedProxies);
  const cap = new SocketCap(sockets);
  // before the server reads: what is turned away was not done
  server.prependListener('connection', (socket: Socket) => {
    const address = socket.remoteAddress?.replace(/^::ffff:/, '');
    if (address === undefined || isProxy(address, 0)) return;
    if (cap.take(addressKey({ address }), socket)) return;
    socket.write(TOO_MANY_SOCKETS);
    socket.destroySoon();
  });
}
