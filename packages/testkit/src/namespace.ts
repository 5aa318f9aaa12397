import { randomBytes } from 'node:crypto';
import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';

export interface FreshNamespace {
  /** what a process gets as TEMPORAL_NAMESPACE */
  name: string;
  /** removes it with all its workflows */
  drop(): Promise<void>;
}

/**
 * Registers a namespace on the server of TEMPORAL_ADDRESS: task queues and workflow ids are its own, so that no other
 * test's worker, nor that of a running system, takes its tasks.
 */
export async function freshNamespace(): Promise<FreshNamespace> {
  const address = process.env.TEMPORAL_ADDRESS;
  if (!address) throw new Error('TEMPORAL_ADDRESS is not set: run the integration tests by `npm test`');
  const name = `test-${randomBytes(6).toString('hex')}`;
  await withConnection(address, ({ workflowService }) =>
    workflowService.registerNamespace({
      namespace: name,
      workflowExecutionRetentionPeriod: msToTs('1 day'),
    }),
  );
  return {
    name,
    drop: () =>
      withConnection(address, ({ operatorService }) => operatorService.deleteNamespace({ namespace: name })),
  };
}

async function withConnection(
  address: string,
  work: (connection: Connection) => Promise<unknown>,
): Promise<void> {
  const connection = await Connection.connect({ address });
  try {
    await work(connection);
  } finally {
    await connection.close();
  }
}
