const OF_SERVERS = new Set<unknown>(['connection_ack', 'next', 'error']);

/**
 * A reviver for the messages of WebSocket clients that takes none of those that only servers send: graphql-ws ends such
 * a connection as if the fault were ours, where the client's is 4400.
 */
export function refuseServersMessages(key: string, value: unknown): unknown {
  if (
    key === '' &&
    typeof value === 'object' &&
    value !== null &&
    OF_SERVERS.has((value as { type?: unknown }).type)
  )
    throw new Error('only servers send this');
  return value;
}
