import { afterEach, describe, expect, it } from '@jest/globals';
import { HOUR, MINUTE } from '@zhishou/rules/ticket-case.builder';
import { ACCEPT, ANSWER, CANCEL, CHECK_IN, DISPATCH, REPAIR } from './move.builder.js';
import { CONSULTATION, Ticket } from './ticket.builder.js';
import { useTimeSkipping } from './time-skipping.js';

/** A mark is told this soon after its instant, the slowness of a busy machine included. */
const PROMPTLY_MS = 5_000;

const time = useTimeSkipping();
afterEach(() => {
  time.database.skewMs = 0;
});

const expectPromptness = (fault: Ticket) => {
  for (const { at, toldAt } of fault.marks) {
    expect(toldAt).toBeGreaterThan(at);
    expect(toldAt - at).toBeLessThan(PROMPTLY_MS);
  }
};

describe('the clocks of a fault', () => {
  it('each warn at a half and at four fifths and breach, once and at their own instants', async () => {
    const fault = await Ticket.report(time);
    await fault.until(1000);
    expect(fault.told).toEqual([
      '5 RESPONSE WARNING_50',
      '8 RESPONSE WARNING_80',
      '10 RESPONSE BREACH',
      '30 ONSITE WARNING_50',
      '48 ONSITE WARNING_80',
      '60 ONSITE BREACH',
      '120 RESOLVE WARNING_50',
      '192 RESOLVE WARNING_80',
      '240 RESOLVE BREACH',
    ]);
    expectPromptness(fault);
    expect(await fault.clocks()).toEqual({ RESPONSE: 'BREACHED', ONSITE: 'BREACHED', RESOLVE: 'BREACHED' });
  });

  it('each keep to their own step: a clock that was met is silent while the others go on', async () => {
    const fault = await Ticket.report(time);
    await fault.at(1, ACCEPT);
    await fault.at(50, CHECK_IN);
    await fault.until(300);
    expect(fault.told).toEqual([
      '30 ONSITE WARNING_50',
      '48 ONSITE WARNING_80',
      '120 RESOLVE WARNING_50',
      '192 RESOLVE WARNING_80',
      '240 RESOLVE BREACH',
    ]);
    expect(await fault.clocks()).toEqual({ RESPONSE: 'MET', ONSITE: 'MET', RESOLVE: 'BREACHED' });
  });
});

describe('a step at a deadline', () => {
  it('at the very deadline is in time, on every clock', async () => {
    const fault = await Ticket.report(time);
    await fault.atVery(10, 0, ACCEPT);
    await fault.at(20, DISPATCH);
    await fault.atVery(60, 0, CHECK_IN);
    await fault.atVery(240, 0, REPAIR);
    await fault.until(1000);
    expect(await fault.clocks()).toEqual({ RESPONSE: 'MET', ONSITE: 'MET', RESOLVE: 'MET' });
    expect(fault.told.filter((mark) => mark.endsWith('BREACH'))).toEqual([]);
  });

  it('one millisecond after it is late, and the breach is told with the instant of the deadline', async () => {
    const fault = await Ticket.report(time);
    await fault.atVery(10, 1, ACCEPT);
    await fault.atVery(60, 1, CHECK_IN);
    await fault.atVery(240, 1, REPAIR);
    await fault.until(1000);
    expect(await fault.clocks()).toEqual({ RESPONSE: 'MET_LATE', ONSITE: 'MET_LATE', RESOLVE: 'MET_LATE' });
    expect(fault.told.filter((mark) => mark.endsWith('BREACH'))).toEqual([
      '10 RESPONSE BREACH',
      '60 ONSITE BREACH',
      '240 RESOLVE BREACH',
    ]);
  });

  it('long after it keeps both facts: breached at, met at', async () => {
    const fault = await Ticket.report(time);
    await fault.at(25, ACCEPT);
    const [response] = (await fault.case()).clocks;
    expect(fault.told).toContain('10 RESPONSE BREACH');
    expect(response!.metAt! - fault.instant(25)).toBeLessThan(PROMPTLY_MS);
    expect((await fault.clocks()).RESPONSE).toBe('MET_LATE');
  });
});

describe('when the clocks of Temporal and PostgreSQL differ', () => {
  it('a database a minute behind tells each mark by its own clock, once and never early', async () => {
    time.database.skewMs = -MINUTE;
    const fault = await Ticket.report(time);
    await fault.until(9);
    expect(fault.told).toEqual(['5 RESPONSE WARNING_50', '8 RESPONSE WARNING_80']);
    expectPromptness(fault);
    expect(time.database.earlyClaims).toBeGreaterThan(0);
    await fault.keepHistory('fault-under-a-slow-clock');
  });

  it('a step recorded by the deadline of a database behind is in time although the timer has fired', async () => {
    time.database.skewMs = -MINUTE;
    const fault = await Ticket.report(time);
    await fault.atVery(10, 0, ACCEPT);
    await fault.until(20);
    expect(fault.told).toEqual(['5 RESPONSE WARNING_50', '8 RESPONSE WARNING_80']);
  });

  it('a database a minute ahead is noticed at the first answer it gives', async () => {
    time.database.skewMs = MINUTE;
    const fault = await Ticket.report(time);
    await fault.at(1, ACCEPT);
    await fault.until(70);
    expect(fault.told).toEqual(['30 ONSITE WARNING_50', '48 ONSITE WARNING_80', '60 ONSITE BREACH']);
    expectPromptness(fault);
  });

  it('a step whose answer was lost and is given again later does not make the next mark late', async () => {
    const fault = await Ticket.report(time);
    await fault.until(4);
    await fault.takeRecordedAt(fault.instant(1), ACCEPT);
    await fault.until(70);
    expect(fault.told).toEqual(['30 ONSITE WARNING_50', '48 ONSITE WARNING_80', '60 ONSITE BREACH']);
    expectPromptness(fault);
  });

  it('a breach that only the database has seen is told although the step ended the ticket', async () => {
    time.database.skewMs = 800;
    const consultation = await Ticket.report(time, CONSULTATION);
    await consultation.at(10, ANSWER, 500);
    await consultation.end();
    expect(consultation.told).toContain('10 RESPONSE BREACH');
  });
});

describe('a cancelled fault', () => {
  it('is silent ever after', async () => {
    const fault = await Ticket.report(time);
    await fault.at(6, CANCEL);
    await fault.end();
    await time.skipTo(fault.instant(0) + 12 * HOUR);
    expect(fault.told).toEqual(['5 RESPONSE WARNING_50']);
  });

  it('keeps the breach that came before', async () => {
    const fault = await Ticket.report(time);
    await fault.at(15, CANCEL);
    await fault.end();
    expect(fault.told).toContain('10 RESPONSE BREACH');
    expect(await fault.clocks()).toEqual({ RESPONSE: 'BREACHED', ONSITE: 'CANCELLED', RESOLVE: 'CANCELLED' });
    await fault.keepHistory('fault-cancelled-after-a-breach');
  });
});
