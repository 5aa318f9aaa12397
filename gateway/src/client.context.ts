import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';
import proxyaddr from '@fastify/proxy-addr';
import type { OperationTypeNode } from 'graphql';

/** What the gateway knows of whoever calls, for the length of one operation. */
export interface Client {
  requestId: string;
  /** IP address of the client, seen through the proxies that are trusted */
  address: string;
  authorization?: string;
  /** whose token it is, once it is verified */
  personId?: string;
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

/** Whom to count an operation against: the person, or the address of who has no good token. */
export function callerKey(client: Client): string {
  return client.personId ?? addressKey(client);
}

/** The client's address; of IPv6 the network (/64), within which one client has addresses without end. */
export function addressKey({ address }: Pick<Client, 'address'>): string {
  if (!isIPv6(address)) return address;
  const [left = [], right = []] = address.split('::').map((part) => part.split(':').filter(Boolean));
  const groups = [...left, ...Array<string>(8 - left.length - right.length).fill('0'), ...right];
  return `${groups.slice(0, 4).join(':')}::/64`;
}

const REQUEST_ID = /^[\w.-]{1,64}$/;

/** Makes the client of a request from the request and the headers, or connection parameters, that came with it. */
export type ClientReader = (request: IncomingMessage, given: Record<string, unknown>) => Client;

/** @param trustedProxies addresses, subnets or names like `loopback` whose X-Forwarded-For is believed */
export function createClientReader(trustedProxies: string[]): ClientReader {
  const trusted = proxyaddr.compile(trustedProxies);
  return (request, given) => {
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
