import { fileURLToPath } from 'node:url';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { FLOOR_QUEUE } from './floor.js';
import type { FloorActivities } from './floor.workflows.js';

/** Runs the bare workflows in a process of its own, as the tickets worker is one; tells its parent of each activity. */
async function run(address: string): Promise<void> {
  Runtime.install({ logger: new DefaultLogger('WARN') });
  const connection = await NativeConnection.connect({ address });
  const activities: FloorActivities = {
    nothing: (id) => {
      process.send?.({ id, at: Date.now() });
      return Promise.resolve();
    },
  };
  const worker = await Worker.create({
    connection,
    taskQueue: FLOOR_QUEUE,
    workflowsPath: fileURLToPath(new URL('./floor.workflows.js', import.meta.url)),
    activities,
    maxCachedWorkflows: 2_000,
  });
  process.on('disconnect', () => worker.shutdown());
  process.send?.('ready');
  await worker.run();
  await connection.close();
}

await run(process.argv[2] ?? '');
