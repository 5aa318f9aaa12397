import { Client, Connection } from '@temporalio/client';

export interface TemporalLink {
  client: Client;
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** A client that connects when it is first used, so that a process boots while Temporal is away and recovers with it. */
export function connectTemporal(options: { address: string; namespace: string }): TemporalLink {
  const connection = Connection.lazy({ address: options.address, connectTimeout: '3s' });
  return {
    client: new Client({ connection, namespace: options.namespace }),
    ping: async () => void (await connection.workflowService.getSystemInfo({})),
    close: () => connection.close(),
  };
}
