import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Runtime, Worker } from '@temporalio/worker';
import { keptHistories, readHistory } from './recorded-history.js';
import { BUNDLE, installQuietRuntime } from './time-skipping.js';

beforeAll(installQuietRuntime);
afterAll(() => Runtime.instance().shutdown());

const replay = (history: unknown) =>
  Worker.runReplayHistory({ workflowBundle: { codePath: BUNDLE } }, history, 'a-ticket');

describe('a history that was recorded', () => {
  it.each(keptHistories())('%s goes the same way on the code of today', async (_name, file) => {
    await replay(readHistory(file));
  });

  it('that the code of today would not have written is noticed', async () => {
    const { events } = readHistory('fault-in-time.json');
    const withoutTimers = events?.filter(({ timerStartedEventAttributes }) => !timerStartedEventAttributes);
    const renumbered = withoutTimers?.map((event, index) => ({ ...event, eventId: index + 1 }));
    await expect(replay({ events: renumbered })).rejects.toThrow(/nondeterminism/i);
  });
});
