import { describe, expect, it } from '@jest/globals';
import { DAY, MINUTE, SHAOGUAN_RULES } from '@zhishou/rules/ticket-case.builder';
import {
  ACCEPT,
  CALLBACK,
  CANCEL,
  CHECK_IN,
  COVER,
  DISPATCH,
  DO_NOT_COVER,
  FAIL,
  PASS,
  REMOTE,
  REPAIR,
} from './move.builder.js';
import { refusal } from './running-case.builder.js';
import { MAJOR_FAULT, Ticket } from './ticket.builder.js';
import { useTimeSkipping } from './time-skipping.js';

const DAYS = DAY / MINUTE;

const time = useTimeSkipping();

describe('a fault', () => {
  it('goes from the report through the test to the answer of the customer, silently when all is in time', async () => {
    const fault = await Ticket.report(time, MAJOR_FAULT);
    await fault.at(4, ACCEPT);
    await fault.at(6, REMOTE);
    await fault.at(10, DISPATCH);
    await fault.at(29, CHECK_IN);
    await fault.at(110, REPAIR);
    await fault.at(400, PASS);
    expect(await fault.clocks()).toEqual({ RESPONSE: 'MET', ONSITE: 'MET', RESOLVE: 'MET' });
    await fault.at(2 * DAYS, CALLBACK);
    await fault.end();
    expect(fault.told).toEqual([]);
    expect(await fault.case()).toMatchObject({ state: 'CLOSED', round: 1, callback: { satisfied: true } });
    await fault.keepHistory('fault-in-time');
  });

  it('that nobody answers for ends by itself when the time for it is over', async () => {
    const fault = await Ticket.report(time, MAJOR_FAULT);
    await fault.at(4, ACCEPT);
    await fault.at(6, REMOTE);
    await fault.at(20, REPAIR);
    await fault.at(25, PASS);
    await fault.end();
    const closeTime = (await fault.handle.describe()).closeTime!;
    const { closedAt, callback } = await fault.case();
    expect(callback).toBeNull();
    expect(closeTime.getTime()).toBeGreaterThanOrEqual(closedAt! + SHAOGUAN_RULES.callbackOpenMs);
    await fault.keepHistory('fault-never-answered-for');
  });

  it('reopened twice goes on with what is left of its time, in the third round', async () => {
    const fault = await Ticket.report(time, MAJOR_FAULT);
    await fault.at(4, ACCEPT);
    await fault.at(25, CHECK_IN);
    await fault.at(100, REPAIR);
    await fault.at(200, FAIL);
    await fault.at(230, REPAIR);
    await fault.at(800, FAIL);
    expect(await fault.case()).toMatchObject({ state: 'REOPENED', round: 3, repairedAt: null });
    await fault.at(880, REPAIR);
    await fault.at(900, PASS);
    expect(await fault.clocks()).toEqual({ RESPONSE: 'MET', ONSITE: 'MET', RESOLVE: 'MET' });
    expect(fault.told).toEqual(['220 RESOLVE WARNING_50', '862 RESOLVE WARNING_80']);
    expect((await fault.case()).round).toBe(3);
    await fault.keepHistory('fault-reopened-twice');
  });

  it('reopened and not repaired breaches when the rest of its time is over', async () => {
    const fault = await Ticket.report(time, MAJOR_FAULT);
    await fault.at(4, ACCEPT);
    await fault.at(25, CHECK_IN);
    await fault.at(230, REPAIR);
    await fault.at(400, FAIL);
    await fault.until(1000);
    expect(fault.told.at(-1)).toBe('410 RESOLVE BREACH');
  });

  it('that is late at everything and fails a test still has a short history', async () => {
    const fault = await Ticket.report(time, MAJOR_FAULT);
    await fault.at(15, ACCEPT);
    await fault.at(20, REMOTE);
    await fault.at(40, DISPATCH);
    await fault.at(70, CHECK_IN);
    await fault.at(250, REPAIR);
    await fault.at(300, FAIL);
    await fault.at(350, REPAIR);
    await fault.at(400, PASS);
    await fault.at(2 * DAYS, CALLBACK);
    await fault.end();
    expect(await fault.clocks()).toEqual({ RESPONSE: 'MET_LATE', ONSITE: 'MET_LATE', RESOLVE: 'MET_LATE' });
    expect(fault.told).toHaveLength(9);
    expect((await fault.events()).length).toBeLessThanOrEqual(120);
    await fault.keepHistory('fault-late-at-everything');
  });

  it('fixed remotely has its on-site clock cancelled, not breached', async () => {
    const fault = await Ticket.report(time, MAJOR_FAULT);
    await fault.at(4, ACCEPT);
    await fault.at(6, REMOTE);
    await fault.at(25, REPAIR);
    await fault.until(300);
    expect(await fault.clocks()).toEqual({ RESPONSE: 'MET', ONSITE: 'CANCELLED', RESOLVE: 'MET' });
    expect(fault.told).toEqual([]);
    await fault.keepHistory('fault-fixed-remotely');
  });

  it('cancelled before it was accepted is over', async () => {
    const fault = await Ticket.report(time, MAJOR_FAULT);
    await fault.at(2, CANCEL);
    await fault.end();
    expect((await fault.case()).state).toBe('CANCELLED');
    expect(fault.told).toEqual([]);
    await fault.keepHistory('fault-cancelled');
  });
});

describe('a fault whose coverage waits for a judgement', () => {
  const NOT_LISTED = { ...MAJOR_FAULT, coverage: 'NOT_LISTED' as const };

  it('runs no clock until it is judged covered, then all of them from the judgement', async () => {
    const fault = await Ticket.report(time, NOT_LISTED);
    await fault.until(3 * DAYS);
    expect(fault.told).toEqual([]);
    expect(await refusal(fault.take(ACCEPT))).toBe('CONFLICT');
    await fault.atVery(4 * DAYS, 0, COVER);
    await fault.until(4 * DAYS + 31);
    expect(fault.told).toEqual([
      `${4 * DAYS + 5} RESPONSE WARNING_50`,
      `${4 * DAYS + 8} RESPONSE WARNING_80`,
      `${4 * DAYS + 10} RESPONSE BREACH`,
      `${4 * DAYS + 30} ONSITE WARNING_50`,
    ]);
    await fault.keepHistory('fault-covered-by-judgement');
  });

  it('costs no event while it waits', async () => {
    const fault = await Ticket.report(time, NOT_LISTED);
    await fault.until(1);
    const before = await fault.events();
    await fault.until(30 * DAYS);
    expect(await fault.events()).toEqual(before);
  });

  it('judged not covered is over', async () => {
    const fault = await Ticket.report(time, NOT_LISTED);
    await fault.at(60, DO_NOT_COVER);
    await fault.end();
    expect((await fault.case()).state).toBe('NOT_COVERED');
    expect(fault.told).toEqual([]);
    await fault.keepHistory('fault-not-covered');
  });
});
