import type { TaskQueue } from '@zhishou/messages/task-queues';
import { RECONCILIATIONS } from '@zhishou/messages/workflow-ids';
import type { Schedule } from '../../temporal/schedule.js';

/** The reconciliation of a service's cases, every so often (seconds). */
export const reconciliationSchedule = (taskQueue: TaskQueue, everySeconds: number): Schedule => ({
  ...RECONCILIATIONS[taskQueue],
  taskQueue,
  when: { intervals: [{ every: everySeconds * 1_000 }] },
  madeUpWithinMs: 60_000,
});
