import { describe, expect, it } from '@jest/globals';
import { breachedAt } from '@zhishou/rules/clock';
import { ACCEPT, acceptInstant, CHECK_IN, FAIL, madeOffline, REPAIR } from './move.builder.js';
import { refusal } from './running-case.builder.js';
import { Ticket } from './ticket.builder.js';
import { useTimeSkipping } from './time-skipping.js';

const time = useTimeSkipping();

const arrivedOffline = async () => {
  const fault = await Ticket.report(time);
  await fault.at(1, ACCEPT);
  await fault.at(70, madeOffline(CHECK_IN, fault.instant(50)));
  return fault;
};

describe('an arrival made in time without a connection that becomes known late', () => {
  it('is late as long as nobody accepts when it was made', async () => {
    const fault = await arrivedOffline();
    await fault.until(100);
    expect(fault.told).toEqual(['30 ONSITE WARNING_50', '48 ONSITE WARNING_80', '60 ONSITE BREACH']);
    expect((await fault.clocks()).ONSITE).toBe('MET_LATE');
  });

  it('is in time once the supervisor accepts that, which withdraws the breach that was told', async () => {
    const fault = await arrivedOffline();
    expect(await refusal(fault.take({ ...acceptInstant('ONSITE'), by: CHECK_IN.by }))).toBe('FORBIDDEN');
    await fault.at(90, acceptInstant('ONSITE'));
    const [, onsite] = (await fault.case()).clocks;
    expect(onsite!.metAt).toBe(fault.instant(50));
    expect(breachedAt(onsite!, fault.instant(1000))).toBeNull();
    expect(await refusal(fault.take(acceptInstant('ONSITE')))).toBe('CONFLICT');
    await fault.until(1000);
    expect((await fault.clocks()).ONSITE).toBe('MET');
    expect(fault.told.filter((mark) => mark.includes('ONSITE'))).toHaveLength(3);
    await fault.keepHistory('fault-breach-withdrawn');
  });
});

describe('a repair made in time without a connection', () => {
  it('that fails its test leaves what was left when it was made, and the breach is told anew', async () => {
    const fault = await Ticket.report(time);
    await fault.at(1, ACCEPT);
    await fault.at(20, CHECK_IN);
    await fault.at(250, madeOffline(REPAIR, fault.instant(230)));
    await fault.at(255, acceptInstant('RESOLVE'));
    expect((await fault.clocks()).RESOLVE).toBe('MET');
    await fault.at(300, FAIL);
    await fault.until(1000);
    expect(fault.told).toEqual([
      '120 RESOLVE WARNING_50',
      '192 RESOLVE WARNING_80',
      '240 RESOLVE BREACH',
      '310 RESOLVE BREACH',
    ]);
    await fault.keepHistory('fault-breach-withdrawn-and-made-again');
  });
});
