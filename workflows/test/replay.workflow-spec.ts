import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Runtime, Worker } from '@temporalio/worker';
import type { TaskQueue } from '@zhishou/messages/task-queues';
import { keptHistories, queueOf, readHistory } from './recorded-history.js';
import { bundleOf, installQuietRuntime } from './time-skipping.js';

beforeAll(installQuietRuntime);
afterAll(() => Runtime.instance().shutdown());

const replay = (history: unknown, queue: TaskQueue) =>
  Worker.runReplayHistory({ workflowBundle: { codePath: bundleOf(queue) } }, history, 'a-case');

describe('a history that was recorded', () => {
  it.each(keptHistories())('%s goes the same way on the code of today', async (_name, file) => {
    const history = readHistory(file);
    await replay(history, queueOf(history));
  });

  it.each([['fault-in-time'], ['cycle-without-a-plan']])(
    'that the code of today would not have written is noticed: %s without its timers',
    async (name) => {
      const history = readHistory(`${name}.json`);
      const withoutTimers = history.events?.filter(
        ({ timerStartedEventAttributes }) => !timerStartedEventAttributes,
      );
      const events = withoutTimers?.map((event, index) => ({ ...event, eventId: index + 1 }));
      await expect(replay({ events }, queueOf(history))).rejects.toThrow(/nondeterminism/i);
    },
  );
});
