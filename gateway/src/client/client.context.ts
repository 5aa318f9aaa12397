import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import proxyaddr from '@fastify/proxy-addr';
import type { Logger } from '@zhishou/platform/log';
import { networkOf } from '@zhishou/platform/network-of';
import type { OperationTypeNode } from 'graphql';

/** What the gateway knows of whoever calls, for the length of one operation. */
export interface Client {
  requestId: string;
  /** IP address of the client, seen through the proxies that are trusted */
  address: string;
  authorization?: string;
  /** whose token it is, once it is verified */
  personId?: string;
  /** how many sign-ins it asks for, where it asks for nothing else */
  signIns?: number;
  /** the operation under way, known once its document is parsed */
  operation?: { type: OperationTypeNode; name?: string };
}

/** Context of every operation, over HTTP and WebSocket alike. */
export interface ClientContext {
  client: Client;
}

/** The client of an operation, from Hive's context, which is typed as anything. */
export function clientIn(context: unknown): Client {
  return (context as ClientContext).client;
}

/** Whom to count an operation against: the person, or the address of who has no good token, its sign-ins apart. */
export function callerKey(client: Client): string {
  return client.personId ?? `${client.signIns ? 'sign-in ' : ''}${addressKey(client)}`;
}

export function addressKey({ address }: Pick<Client, 'address'>): string {
  return networkOf(address);
}

const REQUEST_ID = /^[\w.-]{1,64}$/;

/** Makes the client of a request from the request and the headers, or connection parameters, that came with it. */
export type ClientReader = (request: IncomingMessage, given: Record<string, unknown>) => Client;

/** @param trustedProxies addresses, subnets or names like `loopback` whose X-Forwarded-For is believed */
export function createClientReader(trustedProxies: string[], logger: Logger): ClientReader {
  const trusted = proxyaddr.compile(trustedProxies);
  let isTold = false;
  const tellOfUnknownProxy = ({ headers, socket }: IncomingMessage): void => {
    const peer = socket.remoteAddress ?? '';
    if (isTold || headers['x-forwarded-for'] === undefined || trusted(peer, 0)) return;
    isTold = true;
    logger.warn(
      { peer },
      'X-Forwarded-For of a peer that TRUSTED_PROXIES does not name is not believed: if it is a proxy of yours, all behind it count as one address until TRUSTED_PROXIES names it',
    );
  };
  return (request, given) => {
    tellOfUnknownProxy(request);
    const { authorization } = given;
    return {
      requestId: requestIdOf(given['x-request-id']),
      address: proxyaddr(request, trusted).replace(/^::ffff:/, ''),
      authorization: typeof authorization === 'string' && authorization !== '' ? authorization : undefined,
    };
  };
}

/** Keeps a client's own request id if it is a short plain word, else makes one. */
export function requestIdOf(given: unknown): string {
  return typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();
}

/**
 * All that reaches a subgraph of a client's request besides the query. Identical upstream queries in flight are shared
 * by these headers, so a subgraph may authorise on nothing but them.
 */
export function upstreamHeaders(client: Client): Record<string, string> {
  return {
    ...(client.authorization !== undefined && { authorization: client.authorization }),
    'x-request-id': client.requestId,
    'x-zhishou-address': client.address,
  };
}
