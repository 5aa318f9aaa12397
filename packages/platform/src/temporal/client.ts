import { Client, Connection, defaultGrpcRetryOptions, makeGrpcRetryInterceptor } from '@temporalio/client';
import type { TLSConfig } from '@temporalio/client';
import { jsonCalls } from './json-calls.js';

/** Of Nest's injection: the service's {@link TemporalLink}. */
export const TEMPORAL = Symbol('TemporalLink');

export interface TemporalLink {
  client: Client;
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** A restart of the server is waited out; a longer absence is told after some two seconds, not twenty. */
const MAX_ATTEMPTS = 5;
/** gRPC's own way is to look for a lost server every two minutes in the end. */
const LOOK_FOR_IT = { 'grpc.initial_reconnect_backoff_ms': 200, 'grpc.max_reconnect_backoff_ms': 1_000 };

/** A client that connects when it is first used, so that a process boots while Temporal is away and recovers with it. */
export function connectTemporal(options: {
  address: string;
  namespace: string;
  tls?: TLSConfig;
}): TemporalLink {
  const connection = Connection.lazy({
    address: options.address,
    tls: options.tls,
    connectTimeout: '3s',
    channelArgs: LOOK_FOR_IT,
    interceptors: [makeGrpcRetryInterceptor(defaultGrpcRetryOptions({ maxAttempts: MAX_ATTEMPTS }))],
  });
  return {
    client: new Client({ connection, namespace: options.namespace, interceptors: { workflow: [jsonCalls] } }),
    ping: async () => void (await connection.workflowService.getSystemInfo({})),
    close: () => connection.close(),
  };
}
