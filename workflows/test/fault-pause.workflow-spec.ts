import { describe, expect, it } from '@jest/globals';
import { DAY, MINUTE } from '@zhishou/rules/ticket-case.builder';
import { ACCEPT, APPROVE_PAUSE, ASK_PAUSE, RESUME, Ticket, TO_GENERAL } from './ticket.builder.js';
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

describe('a fault that is reclassified', () => {
  it('keeps what was told and has its further deadlines from the report', async () => {
    const fault = await Ticket.report(time);
    await fault.at(1, ACCEPT);
    await fault.at(50, TO_GENERAL);
    await fault.until(1 * DAYS);
    expect(fault.told).toEqual([
      '30 ONSITE WARNING_50',
      '48 ONSITE WARNING_80',
      '120 ONSITE BREACH',
      '240 RESOLVE WARNING_50',
      '384 RESOLVE WARNING_80',
      '480 RESOLVE BREACH',
    ]);
    await fault.keepHistory('fault-reclassified');
  });
});
