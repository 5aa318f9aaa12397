import {
  type Client,
  ScheduleAlreadyRunning,
  ScheduleOverlapPolicy,
  type ScheduleSpec,
} from '@temporalio/client';
import type { TaskQueue } from '@zhishou/messages/task-queues';
import { backoff, pause } from '../backoff.js';
import type { Logger } from '../log.js';

/** A workflow that is started again and again, one at a time; it takes no arguments. */
export interface Schedule {
  /** of the schedule, and the beginning of its workflows' ids */
  id: string;
  type: string;
  taskQueue: TaskQueue;
  when: ScheduleSpec;
  /** how long after its time one is still started that was missed; what is older the next makes up for */
  madeUpWithinMs: number;
  /** also whenever a worker starts */
  atOnce?: boolean;
}

/** Sets up the schedule in the background: a worker does its work whether or not that succeeds. */
export async function keepSchedule(
  temporal: Client,
  schedule: Schedule,
  log: Logger,
  stop: AbortSignal,
): Promise<void> {
  for (let attempt = 1; !stop.aborted; attempt += 1) {
    try {
      await putSchedule(temporal, schedule);
      if (schedule.atOnce) await temporal.schedule.getHandle(schedule.id).trigger();
      return;
    } catch (error) {
      log.warn({ err: error, schedule: schedule.id, attempt }, 'a schedule is not set up yet');
      await pause(backoff(attempt, 1_000, 60_000), stop);
    }
  }
}

/** Makes the schedule, or what it is now of the one that is there; safe to repeat, in any number of processes. */
export async function putSchedule(
  temporal: Client,
  { id, type, taskQueue, when, madeUpWithinMs }: Schedule,
): Promise<void> {
  const options = {
    spec: when,
    action: { type: 'startWorkflow' as const, workflowType: type, workflowId: id, taskQueue, args: [] },
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: madeUpWithinMs },
  };
  try {
    await temporal.schedule.create({ scheduleId: id, ...options });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    await temporal.schedule.getHandle(id).update(({ state }) => ({ ...options, state }));
  }
}
