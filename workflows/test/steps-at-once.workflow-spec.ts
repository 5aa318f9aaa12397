import { describe, expect, it } from '@jest/globals';
import { ACCEPT, CANCEL, DISPATCH, type Move } from './move.builder.js';
import { refusal } from './running-case.builder.js';
import { Ticket } from './ticket.builder.js';
import { useTimeSkipping } from './time-skipping.js';

const time = useTimeSkipping();

describe('two steps at once', () => {
  it('that exclude each other: one is taken, the other is a CONFLICT', async () => {
    const fault = await Ticket.report(time);
    const asked = [fault.take(ACCEPT), fault.take(CANCEL)];
    const outcomes = await Promise.allSettled(asked);
    const taken = outcomes.filter(({ status }) => status === 'fulfilled');
    const refused = asked.filter((_, index) => outcomes[index]!.status === 'rejected');
    expect([taken.length, refused.length]).toEqual([1, 1]);
    expect(await refusal(refused[0]!)).toBe('CONFLICT');
    expect(fault.steps).toHaveLength(1);
  });

  it('that fit each other are both taken, in turn', async () => {
    const fault = await Ticket.report(time);
    await fault.take(ACCEPT);
    await Promise.all([fault.take(DISPATCH), fault.take(DISPATCH)]);
    expect(fault.steps.map(({ version }) => version)).toEqual([1, 2, 3]);
  });
});

describe('ten steps at once', () => {
  /** As many as Temporal lets a workflow have under way. */
  const tenTimes = (fault: Ticket, move: Move, ids = {}) =>
    Array.from({ length: 10 }, () => fault.take(move, ids));

  it('that exclude each other: one is taken, nine are a CONFLICT', async () => {
    const fault = await Ticket.report(time);
    const asked = tenTimes(fault, ACCEPT);
    const outcomes = await Promise.allSettled(asked);
    const taken = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    expect(taken).toEqual([{ state: 'ACCEPTED', version: 1 }]);
    const refused = asked.filter((_, index) => outcomes[index]!.status === 'rejected');
    expect(await Promise.all(refused.map(refusal))).toEqual(Array(9).fill('CONFLICT'));
    expect(fault.steps).toHaveLength(1);
    expect((await fault.case()).version).toBe(1);
    await fault.keepHistory('fault-accepted-by-ten-at-once');
  });

  it('that fit each other are all taken, each in its turn', async () => {
    const fault = await Ticket.report(time);
    await fault.take(ACCEPT);
    const versions = (await Promise.all(tenTimes(fault, DISPATCH))).map(({ version }) => version);
    const inTurn = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
    expect(versions.sort((a, b) => a - b)).toEqual(inTurn);
    expect(fault.steps.map(({ version }) => version)).toEqual([1, ...inTurn]);
    await fault.keepHistory('fault-ten-steps-at-once');
  });

  it('that are ten tries at the same are taken once, and each try has the answer', async () => {
    const fault = await Ticket.report(time);
    const answers = await Promise.all(tenTimes(fault, ACCEPT, { stepId: 'the-same-by-ten' }));
    expect(answers).toEqual(Array(10).fill({ state: 'ACCEPTED', version: 1 }));
    expect(fault.steps).toHaveLength(1);
    await fault.keepHistory('fault-ten-tries-at-one-step');
  });
});
