import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { breachedAt, clockState, dueAt, marksOf, meetClock } from '../clock.js';
import { openDueClock, reopenDueClock } from './due-clock.js';

const DUE = { dueAt: 100, remindAt: 70 };
const clock = openDueClock('PLAN', DUE, 10);

describe('a due date as a clock', () => {
  it('is recalled, and breached when its day has passed', () => {
    expect(marksOf(clock)).toEqual([
      { clock: 'PLAN', mark: 'WARNING_1', at: 70 },
      { clock: 'PLAN', mark: 'BREACH', at: 100 },
    ]);
    expect([100, 101].map((now) => breachedAt(clock, now))).toEqual([null, 100]);
    expect(marksOf(openDueClock('PLAN', { ...DUE, remindAt: null }, 10)).map(({ mark }) => mark)).toEqual([
      'BREACH',
    ]);
  });

  it('is in time at the very end of its day', () => {
    expect(clockState(meetClock(clock, 100), 200)).toBe('MET');
    expect(clockState(meetClock(clock, 101), 200)).toBe('MET_LATE');
  });

  it('begun after its day, is breached at once', () => {
    const late = openDueClock('PLAN', DUE, 500);
    expect(marksOf(late).every(({ at }) => at === 100)).toBe(true);
    expect(breachedAt(late, 501)).toBe(100);
  });

  it('met once and reopened, is due on the same day', () => {
    const again = reopenDueClock(meetClock(clock, 60), 65);
    expect(dueAt(again, 65)).toBe(100);
    expect(marksOf(again).map(({ at }) => at)).toEqual([70, 100]);
    expect(clockState(meetClock(again, 99), 200)).toBe('MET');
    expect(reopenDueClock(clock, 65)).toBe(clock);
  });

  it('reopened after its day, is breached then, not before', () => {
    const again = reopenDueClock(meetClock(clock, 60), 130);
    expect(breachedAt(again, 130)).toBeNull();
    expect(breachedAt(again, 131)).toBe(130);
    expect(clockState(meetClock(again, 140), 200)).toBe('MET_LATE');
  });

  it('never takes back a mark that stood', () => {
    const steps = fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 40 })), { maxLength: 8 });
    fc.assert(
      fc.property(steps, (taken) => {
        let [one, at] = [clock, 10];
        let standing: unknown[] = [];
        for (const [meet, later] of taken) {
          at += later;
          one = meet ? meetClock(one, at) : reopenDueClock(one, at);
          expect(marksOf(one)).toEqual(expect.arrayContaining(standing));
          standing = marksOf(one).filter((mark) => mark.at < at);
        }
      }),
    );
  });
});
