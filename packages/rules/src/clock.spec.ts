import { describe, expect, it } from '@jest/globals';
import {
  breachedAt,
  cancelClock,
  type ClockLedger,
  clockState,
  consumedMs,
  dueAt,
  marksOf,
  meetClock,
  meetClockEarlier,
  openClock,
  pauseClock,
  pausedMs,
  rebudgetClock,
  reopenClock,
  resumeClock,
} from './clock.js';
import { HOUR, MINUTE, SHAOGUAN_RULES } from './ticket-case.builder.js';

const REPORTED = Date.parse('2026-07-01T00:00:00Z');
const at = (minutes: number, ms = 0) => REPORTED + minutes * MINUTE + ms;
const rule = (budgetMs: number) => ({ budgetMs, warnAt: SHAOGUAN_RULES.warnAt });
const tenMinutes = (running = true) => openClock('RESPONSE', rule(10 * MINUTE), REPORTED, running);
const major = openClock('RESOLVE', rule(4 * HOUR), REPORTED, true);
const told = (clock: Parameters<typeof marksOf>[0]) => marksOf(clock).map(({ mark, at }) => [mark, at]);

describe('a clock that runs through', () => {
  it('warns at half and at four fifths and breaches at the end of its budget', () => {
    expect(marksOf(tenMinutes())).toEqual([
      { clock: 'RESPONSE', mark: 'WARNING_50', at: at(5) },
      { clock: 'RESPONSE', mark: 'WARNING_80', at: at(8) },
      { clock: 'RESPONSE', mark: 'BREACH', at: at(10) },
    ]);
    expect(dueAt(tenMinutes(), at(3))).toBe(at(10));
  });

  it('warns so long before its end as its rule says, and at once when that is before its start', () => {
    const warnAt = [
      { mark: 'WARNING_1' as const, beforeMs: 20 * MINUTE },
      { mark: 'WARNING_2' as const, beforeMs: 3 * MINUTE },
    ];
    const clock = openClock('PLAN', { budgetMs: 10 * MINUTE, warnAt }, REPORTED, true);
    expect(marksOf(clock)).toEqual([
      { clock: 'PLAN', mark: 'WARNING_1', at: at(0) },
      { clock: 'PLAN', mark: 'WARNING_2', at: at(7) },
      { clock: 'PLAN', mark: 'BREACH', at: at(10) },
    ]);
  });

  it('is in time when met at the very deadline, late one millisecond after', () => {
    const inTime = meetClock(tenMinutes(), at(10));
    expect(clockState(inTime, at(60))).toBe('MET');
    expect(breachedAt(inTime, at(60))).toBeNull();

    const late = meetClock(tenMinutes(), at(10, 1));
    expect(clockState(late, at(60))).toBe('MET_LATE');
  });

  it('is not breached at the instant of its deadline, but from the next on', () => {
    expect(clockState(tenMinutes(), at(10))).toBe('RUNNING');
    expect(clockState(tenMinutes(), at(10, 1))).toBe('BREACHED');
  });

  it('keeps both facts when met late', () => {
    const late = meetClock(tenMinutes(), at(12));
    expect({ breached: breachedAt(late, at(12)), met: late.metAt }).toEqual({
      breached: at(10),
      met: at(12),
    });
  });

  it('keeps its first end', () => {
    expect(meetClock(meetClock(tenMinutes(), at(3)), at(4)).metAt).toBe(at(3));
    expect(clockState(cancelClock(meetClock(tenMinutes(), at(3)), at(4)), at(5))).toBe('MET');
    expect(clockState(meetClock(cancelClock(tenMinutes(), at(3)), at(4)), at(5))).toBe('CANCELLED');
  });

  it('tells nothing after it was cancelled, and stays breached when it was', () => {
    expect(told(cancelClock(tenMinutes(), at(6)))).toEqual([['WARNING_50', at(5)]]);
    expect(clockState(cancelClock(tenMinutes(), at(11)), at(12))).toBe('BREACHED');
  });

  it('tells a mark between two milliseconds from the first one after it', () => {
    const odd = openClock('RESPONSE', rule(1001), 0, true);
    expect(told(odd)).toEqual([
      ['WARNING_50', 500],
      ['WARNING_80', 800],
      ['BREACH', 1001],
    ]);
  });
});

describe('a clock that is paused', () => {
  const paused = pauseClock(tenMinutes(), at(4));

  it('moves every mark that is still to come by the length of the pause', () => {
    const resumed = resumeClock(paused, at(34));
    expect(told(resumed)).toEqual([
      ['WARNING_50', at(35)],
      ['WARNING_80', at(38)],
      ['BREACH', at(40)],
    ]);
    expect(pausedMs(resumed, at(60))).toBe(30 * MINUTE);
  });

  it('heads for no mark, and shows the deadline it would have were it resumed now', () => {
    expect(marksOf(paused)).toEqual([]);
    expect(clockState(paused, at(600))).toBe('PAUSED');
    expect(dueAt(paused, at(600))).toBe(at(606));
  });

  it('does not lose the warning it was heading for (80 % while waiting for the half)', () => {
    const resumed = resumeClock(pauseClock(tenMinutes(), at(5)), at(20));
    expect(told(resumed)).toEqual([
      ['WARNING_50', at(20)],
      ['WARNING_80', at(23)],
      ['BREACH', at(25)],
    ]);
  });

  it('with nothing left breaches as it resumes, but a step of that same instant is in time', () => {
    const resumed = resumeClock(pauseClock(tenMinutes(), at(10)), at(30));
    expect(breachedAt(resumed, at(30))).toBeNull();
    expect(breachedAt(resumed, at(30, 1))).toBe(at(30));
    expect(clockState(meetClock(resumed, at(30)), at(31))).toBe('MET');
  });

  it('is breached already when it is paused one millisecond too late', () => {
    expect(breachedAt(pauseClock(tenMinutes(), at(10, 1)), at(60))).toBe(at(10));
  });

  it('may be met while paused, having spent only what it ran', () => {
    const met = meetClock(paused, at(500));
    expect(clockState(met, at(500))).toBe('MET');
    expect(consumedMs(met, at(900))).toBe(4 * MINUTE);
  });

  it('that waits from the start has its whole budget when it begins', () => {
    const waiting = tenMinutes(false);
    expect(clockState(waiting, at(999))).toBe('PAUSED');
    expect(dueAt(resumeClock(waiting, at(90)), at(90))).toBe(at(100));
  });
});

describe('a clock that is reopened', () => {
  it('goes on with what was left', () => {
    const reopened = reopenClock(meetClock(major, at(180)), at(300));
    expect(dueAt(reopened, at(300))).toBe(at(360));
    expect(told(reopened)).toEqual([
      ['WARNING_50', at(120)],
      ['WARNING_80', at(312)],
      ['BREACH', at(360)],
    ]);
  });

  it('stays breached when it was met late', () => {
    const reopened = reopenClock(meetClock(major, at(250)), at(300));
    expect(clockState(reopened, at(300))).toBe('BREACHED');
    expect(breachedAt(reopened, at(300))).toBe(at(240));
  });

  it('is nothing that happens to a clock that has not ended', () => {
    expect(reopenClock(major, at(1))).toBe(major);
  });
});

describe('a clock under another severity', () => {
  const general = rule(8 * HOUR);

  it('has its deadlines from the report', () => {
    const eased = rebudgetClock(major, general, at(30));
    expect(told(eased)).toEqual([
      ['WARNING_50', at(240)],
      ['WARNING_80', at(384)],
      ['BREACH', at(480)],
    ]);
  });

  it('keeps the warnings it gave, and gives none of them again', () => {
    const eased = rebudgetClock(major, general, at(130));
    expect(told(eased)).toEqual([
      ['WARNING_50', at(120)],
      ['WARNING_80', at(384)],
      ['BREACH', at(480)],
    ]);
  });

  it('stays breached at its first instant, told or not yet told', () => {
    const eased = rebudgetClock(major, general, at(240, 1));
    expect(told(eased)).toContainEqual(['BREACH', at(240)]);
    expect(breachedAt(eased, at(241))).toBe(at(240));
    expect(clockState(meetClock(eased, at(300)), at(300))).toBe('MET_LATE');
  });

  it('is not breached when its old deadline is the instant of the reclassification', () => {
    expect(dueAt(rebudgetClock(major, general, at(240)), at(240))).toBe(at(480));
    expect(breachedAt(rebudgetClock(major, general, at(240)), at(250))).toBeNull();
  });

  it('whose new deadline already lies in the past breaches at the reclassification, never earlier', () => {
    const clock = openClock('RESOLVE', general, REPORTED, true);
    const stricter = rebudgetClock(clock, rule(4 * HOUR), at(300));
    expect(breachedAt(stricter, at(300))).toBeNull();
    expect(breachedAt(stricter, at(300, 1))).toBe(at(300));
    expect(dueAt(stricter, at(300))).toBe(at(240));
    expect(clockState(meetClock(stricter, at(300)), at(400))).toBe('MET');
  });

  it('does not breach by it when it was met before', () => {
    const met = meetClock(openClock('RESOLVE', general, REPORTED, true), at(290));
    expect(clockState(rebudgetClock(met, rule(4 * HOUR), at(300)), at(400))).toBe('MET');
  });

  it.each<[string, ClockLedger, (clock: ClockLedger, at: number) => ClockLedger]>([
    ['met', meetClock(openClock('RESOLVE', rule(8 * HOUR), REPORTED, true), at(300)), reopenClock],
    ['cancelled', cancelClock(openClock('RESOLVE', rule(8 * HOUR), REPORTED, true), at(300)), reopenClock],
    ['paused', pauseClock(openClock('RESOLVE', rule(8 * HOUR), REPORTED, true), at(300)), resumeClock],
  ])('breaches as it goes on, when it stood (%s) as it got one that is spent', (_, stopped, goOn) => {
    const stricter = rebudgetClock(stopped, rule(4 * HOUR), at(310));
    expect(breachedAt(stricter, at(399))).toBeNull();
    const goesOn = goOn(stricter, at(400));
    expect(breachedAt(goesOn, at(400))).toBeNull();
    expect(breachedAt(goesOn, at(400, 1))).toBe(at(400));
    expect(clockState(meetClock(goesOn, at(400)), at(500))).toBe('MET');
  });

  it('goes on under the new budget when it is reopened after it', () => {
    const met = meetClock(major, at(180));
    const reopened = reopenClock(rebudgetClock(met, general, at(200)), at(300));
    expect(dueAt(reopened, at(300))).toBe(at(600));
  });

  it('may change more than once', () => {
    const back = rebudgetClock(rebudgetClock(major, general, at(130)), rule(4 * HOUR), at(200));
    expect(told(back)).toEqual([
      ['WARNING_50', at(120)],
      ['WARNING_80', at(200)],
      ['BREACH', at(240)],
    ]);
  });
});

describe('a clock whose step was made earlier than it was recorded', () => {
  it('loses the breach that came in between, and keeps what came before', () => {
    const late = meetClock(tenMinutes(), at(12));
    const accepted = meetClockEarlier(late, at(9));
    expect(clockState(accepted, at(60))).toBe('MET');
    expect(told(accepted)).toEqual([
      ['WARNING_50', at(5)],
      ['WARNING_80', at(8)],
    ]);
    expect(consumedMs(accepted, at(60))).toBe(9 * MINUTE);
  });

  it('stays late when it was made late', () => {
    expect(clockState(meetClockEarlier(meetClock(tenMinutes(), at(12)), at(11)), at(60))).toBe('MET_LATE');
  });

  it('forgets a pause that began after it', () => {
    const paused = pauseClock(resumeClock(pauseClock(tenMinutes(), at(2)), at(4)), at(6));
    const met = meetClock(resumeClock(paused, at(20)), at(22));
    expect(consumedMs(meetClockEarlier(met, at(5)), at(60))).toBe(3 * MINUTE);
  });

  it('is not breached by a reclassification after it', () => {
    const stricter = rebudgetClock(
      openClock('RESOLVE', rule(8 * HOUR), REPORTED, true),
      rule(4 * HOUR),
      at(300),
    );
    const met = meetClock(stricter, at(310));
    expect(clockState(met, at(310))).toBe('MET_LATE');
    expect(clockState(meetClockEarlier(met, at(260)), at(310))).toBe('MET');
  });

  it('never moves to a later instant, and runs on when it is not met', () => {
    const met = meetClock(tenMinutes(), at(3));
    expect(meetClockEarlier(met, at(4))).toBe(met);
    expect(meetClockEarlier(major, at(4))).toBe(major);
  });
});
