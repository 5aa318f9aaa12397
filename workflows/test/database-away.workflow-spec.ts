import { describe, expect, it } from '@jest/globals';
import { WorkflowUpdateFailedError } from '@temporalio/client';
import { DAY, MINUTE } from '@zhishou/rules/ticket-case.builder';
import { ACCEPT, DISPATCH } from './move.builder.js';
import { Ticket } from './ticket.builder.js';
import { useTimeSkipping } from './time-skipping.js';

const HALF_A_DAY = DAY / 2 / MINUTE;
const time = useTimeSkipping();

describe('a database that is away', () => {
  it('delays the step, which is taken once when it is back', async () => {
    const fault = await Ticket.report(time);
    time.database.failNextCalls(3);
    expect(await fault.take(ACCEPT)).toEqual({ state: 'ACCEPTED', version: 1 });
    expect(fault.steps).toHaveLength(1);
  });

  it('fails the step in the end, which can be taken when it is back', async () => {
    const fault = await Ticket.report(time);
    const step = { stepId: 'accept-later' };
    time.database.failNextCalls(Infinity);
    await expect(fault.take(ACCEPT, step)).rejects.toThrow(WorkflowUpdateFailedError);
    time.database.failNextCalls(0);
    expect(await fault.take(ACCEPT, step)).toEqual({ state: 'ACCEPTED', version: 1 });
    expect(fault.steps).toHaveLength(1);
  });

  it('for long costs a look every ten minutes, and every mark is told as of its own instant', async () => {
    const fault = await Ticket.report(time);
    await fault.take(ACCEPT);
    time.database.failNextCalls(Infinity);
    await fault.until(HALF_A_DAY);
    expect(fault.told).toEqual([]);
    time.database.failNextCalls(0);
    await fault.until(HALF_A_DAY + 11);
    expect(fault.told).toEqual([
      '30 ONSITE WARNING_50',
      '48 ONSITE WARNING_80',
      '60 ONSITE BREACH',
      '120 RESOLVE WARNING_50',
      '192 RESOLVE WARNING_80',
      '240 RESOLVE BREACH',
    ]);
    // one every ten minutes, beside those of the first; each is a timer, a task and what came of it
    const looks = HALF_A_DAY / 10 + 20;
    expect(fault.askedInVain).toBeLessThan(looks);
    expect((await fault.events()).length).toBeLessThan(7 * looks);
    expect(await fault.take(DISPATCH)).toMatchObject({ state: 'DISPATCHED' });
  });

  it('delays a mark, which is told once when it is back', async () => {
    const fault = await Ticket.report(time);
    time.database.failNextCalls(3);
    await fault.until(6);
    expect(fault.told).toEqual(['5 RESPONSE WARNING_50']);
  });
});
