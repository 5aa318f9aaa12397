import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { getGraphQLWSOptions } from '@graphql-hive/gateway-runtime';
import type { TokenVerifier } from '@zhishou/platform/auth/token';
import { runInContext } from '@zhishou/platform/context';
import { useServer } from 'graphql-ws/use/ws';
import type { Extra } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { addressKey, clientIn } from '../client/client.context.js';
import type { ClientReader } from '../client/client.context.js';
import { refuseServersMessages } from './client.messages.js';
import { isForeignPage } from './foreign.request.js';
import type { GatewaySettings } from '../gateway.settings.js';
import type { Hive } from '../hive.runtime.js';
import { PATH } from './http.route.js';
import { IdleSockets } from './idle.sockets.js';
import { SocketCap, TOO_MANY_SOCKETS } from './socket.cap.js';

/**
 * graphql-transport-ws on /graphql. Browsers cannot set headers on a WebSocket: `authorization` and `x-request-id` may
 * come as connection parameters instead.
 */
export function mountWebSocket(
  server: Server,
  parts: { hive: Hive; readClient: ClientReader; settings: GatewaySettings; verify: TokenVerifier },
): { stop(): Promise<void> } {
  const { hive, readClient, settings, verify } = parts;
  const sockets = new WebSocketServer({ noServer: true, maxPayload: settings.limits.bodyBytes });
  const options = getGraphQLWSOptions<never, Extra>(hive as never, ({ connectionParams, extra }) => ({
    client: readClient(extra.request, { ...extra.request.headers, ...connectionParams }),
  }));
  type Execute = Extract<typeof options.execute, (...args: never[]) => unknown>;
  const inContext: Execute = (args) =>
    runInContext(clientIn(args.contextValue), () => (options.execute as Execute)(args));
  const strangers = new IdleSockets(settings.idleSocketMs);
  const perAddress = new SocketCap(settings.sockets);
  const protocol = useServer<Record<string, unknown> | undefined, Partial<Extra>>(
    {
      ...options,
      execute: inContext,
      subscribe: inContext,
      jsonMessageReviver: refuseServersMessages,
      connectionInitWaitTimeout: settings.idleSocketMs,
      onConnect: async ({ connectionParams, extra }) => {
        const { authorization } = { ...extra.request?.headers, ...connectionParams };
        const given = typeof authorization === 'string' ? authorization : undefined;
        const caller = await verify(given).catch(() => undefined);
        if (!caller && extra.socket) strangers.watch(extra.socket);
      },
      onSubscribe: (context, ...operation) => {
        if (context.extra.socket) strangers.begin(context.extra.socket);
        return options.onSubscribe?.(context, ...(operation as [never, never]));
      },
      onError: ({ extra }) => void (extra.socket && strangers.end(extra.socket)),
      onComplete: ({ extra }) => void (extra.socket && strangers.end(extra.socket)),
    },
    sockets,
  );

  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (request.url?.split('?')[0] !== PATH) socket.end('HTTP/1.1 404 Not Found\r\n\r\n');
    else if (isForeignPage(request.headers, settings.corsOrigins))
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    else if (!perAddress.take(addressKey(readClient(request, request.headers)), socket))
      socket.end(TOO_MANY_SOCKETS);
    else
      sockets.handleUpgrade(request, socket, head, (opened) => sockets.emit('connection', opened, request));
  };
  server.on('upgrade', upgrade);
  return {
    stop: async () => {
      server.off('upgrade', upgrade);
      await protocol.dispose();
    },
  };
}
