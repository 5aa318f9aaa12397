import { describe, expect, it } from '@jest/globals';
import { DAY, MINUTE, SHAOGUAN_RULES } from '@zhishou/rules/ticket-case.builder';
import {
  ACCEPT,
  acceptInstant,
  CALLBACK,
  CHECK_IN,
  CORRECT_START,
  madeOffline,
  PASS,
  REPAIR,
} from './move.builder.js';
import { refusal } from './running-case.builder.js';
import { Ticket } from './ticket.builder.js';
import { useTimeSkipping } from './time-skipping.js';

const DAYS = DAY / MINUTE;
const time = useTimeSkipping();

const answered = async () => {
  const fault = await Ticket.report(time);
  await fault.at(1, ACCEPT);
  await fault.at(70, madeOffline(CHECK_IN, fault.instant(50)));
  await fault.at(110, REPAIR);
  await fault.at(120, PASS);
  await fault.at(1 * DAYS, CALLBACK);
  return fault;
};

describe('a closed fault whose customer has answered', () => {
  it('is put right for as long as if nobody had answered, then ends by itself', async () => {
    const fault = await answered();
    await fault.at(20 * DAYS, CORRECT_START);
    expect((await fault.clocks()).ONSITE).toBe('MET_LATE');
    await fault.at(29 * DAYS, acceptInstant('ONSITE'));
    expect((await fault.clocks()).ONSITE).toBe('MET');
    await fault.end();
    const until = (await fault.case()).closedAt! + SHAOGUAN_RULES.callbackOpenMs;
    const ended = (await fault.handle.describe()).closeTime!.getTime();
    expect(ended).toBeGreaterThanOrEqual(until);
    expect(ended).toBeLessThan(until + MINUTE);
    await fault.keepHistory('fault-put-right-after-the-answer');
  });

  it('takes no second answer', async () => {
    const fault = await answered();
    expect(await refusal(fault.take(CALLBACK))).toBe('CONFLICT');
    expect(fault.steps).toHaveLength(5);
  });

  it('costs no event while it waits, and has the one timer it was closed with', async () => {
    const fault = await answered();
    const before = await fault.events();
    await fault.until(29 * DAYS);
    const waited = await fault.events();
    expect(waited).toEqual(before);
    expect(waited.lastIndexOf('EVENT_TYPE_TIMER_CANCELED')).toBeLessThan(
      waited.lastIndexOf('EVENT_TYPE_TIMER_STARTED'),
    );
    await fault.at(29 * DAYS, CORRECT_START);
    const timers = (events: string[]) => events.filter((type) => type.includes('TIMER'));
    expect(timers(await fault.events())).toEqual(timers(waited));
  });
});
