import { describe, expect, it } from '@jest/globals';
import { DAY, MINUTE } from '@zhishou/rules/ticket-case.builder';
import {
  ACCEPT,
  CALLBACK,
  CONFIRM_HAND_OFF,
  DISPATCH,
  HAND_OFF,
  RESOLVED_BY_CARRIER,
  RETURNED,
  SEND_BACK,
} from './move.builder.js';
import { refusal } from './running-case.builder.js';
import { Ticket } from './ticket.builder.js';
import { useTimeSkipping } from './time-skipping.js';

const DAYS = DAY / MINUTE;
const time = useTimeSkipping();

/** The marks of a fault accepted in time on which nobody arrives, each so many minutes late. */
const marksFrom = (later: number) => [
  `${later + 30} ONSITE WARNING_50`,
  `${later + 48} ONSITE WARNING_80`,
  `${later + 60} ONSITE BREACH`,
  `${later + 120} RESOLVE WARNING_50`,
  `${later + 192} RESOLVE WARNING_80`,
  `${later + 240} RESOLVE BREACH`,
];

describe('a fault in the hands of the carrier', () => {
  it('stands still, and resolved there has its clocks cancelled and is silent to its end', async () => {
    const fault = await Ticket.report(time);
    await fault.at(1, ACCEPT);
    await fault.at(20, HAND_OFF);
    await fault.at(25, CONFIRM_HAND_OFF);
    const before = await fault.events();
    await fault.until(39 * DAYS);
    expect(await fault.events()).toEqual(before);
    expect(await fault.clocks()).toEqual({ RESPONSE: 'MET', ONSITE: 'PAUSED', RESOLVE: 'PAUSED' });
    await fault.at(40 * DAYS, RESOLVED_BY_CARRIER);
    expect(await fault.case()).toMatchObject({
      state: 'CLOSED',
      carrier: [{ from: fault.instant(25), to: fault.instant(40 * DAYS) }],
    });
    await fault.at(41 * DAYS, CALLBACK);
    await fault.end();
    expect(await fault.clocks()).toEqual({ RESPONSE: 'MET', ONSITE: 'CANCELLED', RESOLVE: 'CANCELLED' });
    expect(fault.told).toEqual([]);
    await fault.keepHistory('fault-resolved-by-the-carrier');
  });

  it('and returned goes on where it was: each mark later by the time from confirmation to return', async () => {
    const fault = await Ticket.report(time);
    await fault.at(1, ACCEPT);
    await fault.at(10, DISPATCH);
    await fault.at(20, HAND_OFF);
    await fault.at(25, CONFIRM_HAND_OFF);
    expect(await refusal(fault.take(DISPATCH))).toBe('CONFLICT');
    await fault.at(2 * DAYS + 25, RETURNED);
    expect((await fault.case()).state).toBe('DISPATCHED');
    await fault.until(3 * DAYS);
    expect(fault.told).toEqual(marksFrom(2 * DAYS));
    await fault.keepHistory('fault-returned-by-the-carrier');
  });
});

describe('a hand-off that was not confirmed', () => {
  it('but sent back has never stopped a clock', async () => {
    const fault = await Ticket.report(time);
    await fault.at(1, ACCEPT);
    await fault.at(20, HAND_OFF);
    await fault.at(55, SEND_BACK);
    await fault.until(1 * DAYS);
    expect(fault.told).toEqual(marksFrom(0));
    expect(await fault.case()).toMatchObject({ state: 'ACCEPTED', handOffDeclaredAt: null, carrier: [] });
    await fault.keepHistory('fault-hand-off-sent-back');
  });

  it('nor decided at all stops none either', async () => {
    const fault = await Ticket.report(time);
    await fault.at(1, ACCEPT);
    await fault.at(20, HAND_OFF);
    await fault.until(1 * DAYS);
    expect(fault.told).toEqual(marksFrom(0));
    expect(await refusal(fault.take(HAND_OFF))).toBe('CONFLICT');
    expect(await refusal(fault.take(RETURNED))).toBe('CONFLICT');
  });
});
