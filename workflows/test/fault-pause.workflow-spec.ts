import { describe, expect, it } from '@jest/globals';
import { breachedAt } from '@zhishou/rules/clock';
import { DAY, MINUTE } from '@zhishou/rules/ticket-case.builder';
import {
  ACCEPT,
  APPROVE_PAUSE,
  ASK_PAUSE,
  CHECK_IN,
  DECLINE_PAUSE,
  DISPATCH,
  ENGINEER,
  REPORTER,
  RESUME,
  RESUME_BY_BUREAU,
} from './move.builder.js';
import { refusal } from './running-case.builder.js';
import { Ticket } from './ticket.builder.js';
import { useTimeSkipping } from './time-skipping.js';

const DAYS = DAY / MINUTE;
const time = useTimeSkipping();

describe('a fault that is paused', () => {
  it('loses no mark it was heading for: each comes later by the length of the pause', async () => {
    const fault = await Ticket.report(time);
    await fault.at(1, ACCEPT);
    await fault.at(20, ASK_PAUSE);
    await fault.at(25, APPROVE_PAUSE);
    await fault.until(2 * DAYS);
    expect(fault.told).toEqual([]);
    await fault.at(2 * DAYS + 25, RESUME);
    await fault.until(3 * DAYS);
    expect(fault.told).toEqual([
      `${2 * DAYS + 30} ONSITE WARNING_50`,
      `${2 * DAYS + 48} ONSITE WARNING_80`,
      `${2 * DAYS + 60} ONSITE BREACH`,
      `${2 * DAYS + 120} RESOLVE WARNING_50`,
      `${2 * DAYS + 192} RESOLVE WARNING_80`,
      `${2 * DAYS + 240} RESOLVE BREACH`,
    ]);
    await fault.keepHistory('fault-paused');
  });

  it('costs no event while it is', async () => {
    const fault = await Ticket.report(time);
    await fault.at(1, ACCEPT);
    await fault.at(2, ASK_PAUSE);
    await fault.at(3, APPROVE_PAUSE);
    const before = await fault.events();
    await fault.until(60 * DAYS);
    expect(await fault.events()).toEqual(before);
  });

  it('with nothing left breaches as it resumes', async () => {
    const fault = await Ticket.report(time);
    await fault.at(1, ACCEPT);
    await fault.at(59, ASK_PAUSE);
    await fault.atVery(60, 0, APPROVE_PAUSE);
    await fault.until(100);
    expect(fault.told).toEqual(['30 ONSITE WARNING_50', '48 ONSITE WARNING_80']);
    await fault.take(RESUME);
    await fault.until(101);
    const [, onsite] = (await fault.case()).clocks;
    const { clock, mark, at } = fault.marks.at(-1)!;
    expect({ clock, mark, at }).toEqual({
      clock: 'ONSITE',
      mark: 'BREACH',
      at: onsite!.intervals.at(-1)!.from,
    });
  });
});

describe('a fault that is paused while a clock of it is breached', () => {
  it('stays breached at that instant, told once, and has its other clocks go on after the pause', async () => {
    const fault = await Ticket.report(time);
    await fault.at(1, ACCEPT);
    await fault.at(65, ASK_PAUSE);
    await fault.at(70, APPROVE_PAUSE);
    await fault.until(2 * DAYS);
    const told = ['30 ONSITE WARNING_50', '48 ONSITE WARNING_80', '60 ONSITE BREACH'];
    expect(fault.told).toEqual(told);
    expect(await fault.clocks()).toEqual({ RESPONSE: 'MET', ONSITE: 'BREACHED', RESOLVE: 'PAUSED' });
    await fault.at(2 * DAYS + 70, RESUME);
    await fault.at(2 * DAYS + 80, CHECK_IN);
    await fault.until(3 * DAYS);
    expect(fault.told).toEqual([
      ...told,
      `${2 * DAYS + 120} RESOLVE WARNING_50`,
      `${2 * DAYS + 192} RESOLVE WARNING_80`,
      `${2 * DAYS + 240} RESOLVE BREACH`,
    ]);
    const [, onsite] = (await fault.case()).clocks;
    expect(breachedAt(onsite!, fault.instant(3 * DAYS))).toBe(fault.instant(60));
    expect((await fault.clocks()).ONSITE).toBe('MET_LATE');
    await fault.keepHistory('fault-paused-after-a-breach');
  });
});

describe('a pause that is declined', () => {
  it('has never stopped a clock, and may be asked for again', async () => {
    const fault = await Ticket.report(time);
    await fault.at(1, ACCEPT);
    await fault.at(20, ASK_PAUSE);
    await fault.at(55, DECLINE_PAUSE);
    expect(await fault.case()).toMatchObject({ state: 'ACCEPTED', pauses: [], pauseAskedAt: null });
    await fault.at(130, ASK_PAUSE);
    await fault.until(1 * DAYS);
    expect(fault.told).toEqual([
      '30 ONSITE WARNING_50',
      '48 ONSITE WARNING_80',
      '60 ONSITE BREACH',
      '120 RESOLVE WARNING_50',
      '192 RESOLVE WARNING_80',
      '240 RESOLVE BREACH',
    ]);
    await fault.keepHistory('fault-pause-declined');
  });
});

describe('a pause', () => {
  it.each([
    ['the provider', RESUME],
    ['the bureau', RESUME_BY_BUREAU],
  ])('may be ended by %s, and the fault is again what it was', async (_side, resume) => {
    const fault = await Ticket.report(time);
    await fault.at(1, ACCEPT);
    await fault.at(10, DISPATCH);
    await fault.at(20, ASK_PAUSE);
    await fault.at(25, APPROVE_PAUSE);
    await fault.at(125, resume);
    expect(await fault.case()).toMatchObject({
      state: 'DISPATCHED',
      pauses: [{ from: fault.instant(25), to: fault.instant(125) }],
    });
    await fault.until(165);
    expect(fault.told).toEqual(['130 ONSITE WARNING_50', '148 ONSITE WARNING_80', '160 ONSITE BREACH']);
  });

  it('is not ended by the engineer, nor by the one who reported', async () => {
    const fault = await Ticket.report(time);
    await fault.at(1, ACCEPT);
    await fault.at(2, ASK_PAUSE);
    await fault.at(3, APPROVE_PAUSE);
    expect(await refusal(fault.take({ ...RESUME, by: ENGINEER }))).toBe('FORBIDDEN');
    expect(await refusal(fault.take({ ...RESUME, by: REPORTER }))).toBe('FORBIDDEN');
    expect((await fault.case()).state).toBe('PAUSED');
  });
});
