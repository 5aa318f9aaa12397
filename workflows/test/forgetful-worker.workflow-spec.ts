import { describe, expect, it } from '@jest/globals';
import { ACCEPT, CHECK_IN, DISPATCH, FAIL, REPAIR } from './move.builder.js';
import { Ticket } from './ticket.builder.js';
import { useTimeSkipping } from './time-skipping.js';

// Without a cache every task replays its ticket from the start, and none waits for the worker that took the last one.
const time = useTimeSkipping({ maxCachedWorkflows: 0 });

describe('a worker that remembers nothing between two tasks', () => {
  it('takes every ticket the same way', async () => {
    const fault = await Ticket.report(time);
    await fault.at(4, ACCEPT);
    await fault.at(35, CHECK_IN);
    await fault.at(100, REPAIR);
    await fault.at(160, FAIL);
    await fault.until(1000);
    expect(fault.told).toEqual([
      '30 ONSITE WARNING_50',
      '180 RESOLVE WARNING_50',
      '252 RESOLVE WARNING_80',
      '300 RESOLVE BREACH',
    ]);
  });

  it('may stop; another goes on where it stood, with the step and the mark that came in between', async () => {
    const fault = await Ticket.report(time);
    await fault.at(4, ACCEPT);
    await fault.until(30, -50);
    await time.stopWorker();
    await fault.until(30, 50);
    const dispatched = fault.take(DISPATCH);
    await time.startWorker();
    expect(await dispatched).toEqual({ state: 'DISPATCHED', version: 2 });
    await fault.until(49);
    expect(fault.told).toEqual(['30 ONSITE WARNING_50', '48 ONSITE WARNING_80']);
  });
});
