import { type Client, ScheduleAlreadyRunning, ScheduleOverlapPolicy } from '@temporalio/client';
import type { TaskQueue } from '@zhishou/messages/task-queues';
import { RECONCILIATIONS } from '@zhishou/messages/workflow-ids';
import { backoff, pause } from '../../backoff.js';
import type { Logger } from '../../log.js';

/** Sets up the schedule in the background: a worker does its work whether or not that succeeds. */
export async function keepReconciling(
  temporal: Client,
  taskQueue: TaskQueue,
  everySeconds: number,
  log: Logger,
  stop: AbortSignal,
): Promise<void> {
  for (let attempt = 1; !stop.aborted; attempt += 1) {
    try {
      return await scheduleReconciliation(temporal, taskQueue, everySeconds);
    } catch (error) {
      log.warn({ err: error, attempt }, 'the reconciliation is not scheduled yet');
      await pause(backoff(attempt, 1_000, 60_000), stop);
    }
  }
}

/** Lets the reconciliation run every so often (seconds), one at a time; safe to repeat, in any number of processes. */
export async function scheduleReconciliation(
  temporal: Client,
  taskQueue: TaskQueue,
  everySeconds: number,
): Promise<void> {
  const { id, type } = RECONCILIATIONS[taskQueue];
  const schedule = {
    spec: { intervals: [{ every: everySeconds * 1_000 }] },
    action: {
      type: 'startWorkflow' as const,
      workflowType: type,
      workflowId: id,
      taskQueue,
      args: [],
    },
    // one that was missed is made up for by the next
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1m' as const },
  };
  try {
    await temporal.schedule.create({ scheduleId: id, ...schedule });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    await temporal.schedule.getHandle(id).update(({ state }) => ({ ...schedule, state }));
  }
}
