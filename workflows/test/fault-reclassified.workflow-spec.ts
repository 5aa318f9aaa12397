import { describe, expect, it } from '@jest/globals';
import { DAY, MINUTE } from '@zhishou/rules/ticket-case.builder';
import {
  ACCEPT,
  APPROVE_PAUSE,
  ASK_PAUSE,
  CHECK_IN,
  FAIL,
  REPAIR,
  RESUME,
  TO_GENERAL,
  TO_MAJOR,
} from './move.builder.js';
import { MAJOR_FAULT, Ticket } from './ticket.builder.js';
import { useTimeSkipping } from './time-skipping.js';

const DAYS = DAY / MINUTE;
const GENERAL_FAULT = { ...MAJOR_FAULT, severity: 'GENERAL' as const };
const time = useTimeSkipping();

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

  it('after a breach stays breached, although there would have been more time', async () => {
    const fault = await Ticket.report(time);
    await fault.at(1, ACCEPT);
    await fault.at(70, TO_GENERAL);
    expect((await fault.clocks()).ONSITE).toBe('BREACHED');
    await fault.at(100, CHECK_IN);
    await fault.until(1 * DAYS);
    expect((await fault.clocks()).ONSITE).toBe('MET_LATE');
    expect(fault.told).toEqual([
      '30 ONSITE WARNING_50',
      '48 ONSITE WARNING_80',
      '60 ONSITE BREACH',
      '240 RESOLVE WARNING_50',
      '384 RESOLVE WARNING_80',
      '480 RESOLVE BREACH',
    ]);
    await fault.keepHistory('fault-reclassified-after-a-breach');
  });
});

describe('a deadline that lies in the past once the fault is a major one', () => {
  it('is breached at the instant of the reclassification, never earlier', async () => {
    const fault = await Ticket.report(time, GENERAL_FAULT);
    await fault.at(1, ACCEPT);
    await fault.at(50, CHECK_IN);
    await fault.at(300, TO_MAJOR);
    await fault.until(1 * DAYS);
    expect(fault.told).toEqual(['240 RESOLVE WARNING_50', '300 RESOLVE WARNING_80', '300 RESOLVE BREACH']);
    expect(await fault.clocks()).toEqual({ RESPONSE: 'MET', ONSITE: 'MET', RESOLVE: 'BREACHED' });
    await fault.keepHistory('fault-reclassified-into-a-breach');
  });

  it('is breached as the fault goes on, when it is paused by then', async () => {
    const fault = await Ticket.report(time, GENERAL_FAULT);
    await fault.at(1, ACCEPT);
    await fault.at(50, CHECK_IN);
    await fault.at(290, ASK_PAUSE);
    await fault.at(300, APPROVE_PAUSE);
    await fault.at(2 * DAYS, TO_MAJOR);
    await fault.at(3 * DAYS, RESUME);
    await fault.until(4 * DAYS);
    expect(fault.told).toEqual([
      '240 RESOLVE WARNING_50',
      `${3 * DAYS} RESOLVE WARNING_80`,
      `${3 * DAYS} RESOLVE BREACH`,
    ]);
    await fault.keepHistory('fault-reclassified-while-paused');
  });

  it('is breached as the repair turns out to be none, when it was in time', async () => {
    const fault = await Ticket.report(time, GENERAL_FAULT);
    await fault.at(1, ACCEPT);
    await fault.at(50, CHECK_IN);
    await fault.at(300, REPAIR);
    await fault.at(310, TO_MAJOR);
    expect((await fault.clocks()).RESOLVE).toBe('MET');
    await fault.at(400, FAIL);
    await fault.until(1 * DAYS);
    expect(fault.told).toEqual(['240 RESOLVE WARNING_50', '400 RESOLVE WARNING_80', '400 RESOLVE BREACH']);
    await fault.keepHistory('fault-reclassified-while-repaired');
  });
});
