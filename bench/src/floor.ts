import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Client } from '@temporalio/client';
import { floorUpdate, updateAndLocalActivity } from './floor.workflows.js';
import { inParallel, type Measured } from './stats.js';

export const FLOOR_QUEUE = 'bench-floor';

/** The bare workflows' worker, and when each of their activities ran (ms since the epoch). */
export class Floor {
  readonly ran = new Map<string, number>();

  private constructor(private readonly child: ChildProcess) {
    child.on('message', (message: { id: string; at: number } | 'ready') => {
      if (message !== 'ready') this.ran.set(message.id, message.at);
    });
  }

  static async start(temporalAddress: string): Promise<Floor> {
    const worker = fileURLToPath(new URL('./floor.worker.js', import.meta.url));
    const child = fork(worker, [temporalAddress], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    await once(child, 'message');
    return new Floor(child);
  }

  async stop(): Promise<void> {
    const exit = once(this.child, 'exit');
    this.child.disconnect();
    await exit;
  }
}

/** A bare update that awaits one local activity, of so many workflows. */
export async function runFloor(temporal: Client, count: number, clients: number): Promise<Measured> {
  const ids = Array.from({ length: count }, () => randomUUID());
  await inParallel(ids, clients, (id) =>
    temporal.workflow.start(updateAndLocalActivity, {
      workflowId: `floor/${id}`,
      taskQueue: FLOOR_QUEUE,
      args: [id],
    }),
  );
  return inParallel(ids, clients, (id) =>
    temporal.workflow.getHandle(`floor/${id}`).executeUpdate(floorUpdate),
  );
}
