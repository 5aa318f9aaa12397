import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { at } from '../../test/cycle.builder.js';
import { opened, record, reject, sign, taker } from '../../test/visit.builder.js';
import { breachedAt, marksOf } from '../clock.js';
import { nextVisitStep, VISIT } from './visit.js';
import { isCompleted, type VisitCase, type VisitStep } from './visit-case.js';
import { isVisitFinal } from './visit-permission.js';

const HOUR = 3_600_000;

describe('whatever happens to a visit', () => {
  const tries = fc.array(
    fc.tuple(
      fc.constantFrom('record', 'sign', 'reject', 'replan', 'cancel', 'endMonth', 'endEarly'),
      fc.integer({ min: 0, max: 200 }),
    ),
    { maxLength: 25 },
  );
  const stepOf = (name: string, index: number, visit: VisitCase): VisitStep => {
    const recordId = visit.rounds.at(-1)?.recordId ?? '';
    if (name === 'record') return record(`${index}`);
    if (name === 'sign' || name === 'reject') return name === 'sign' ? sign(recordId) : reject(recordId);
    if (name === 'replan') return { action: 'replanVisit', engineerId: 'li' };
    if (name === 'endEarly') return { action: name, endsAt: visit.to - (index + 1) * 12 * HOUR };
    return { action: name === 'cancel' ? 'cancelVisit' : 'endMonth' };
  };

  it('rounds only grow, marks stay, and it is completed exactly when its clock says so', () => {
    fc.assert(
      fc.property(tries, (all) => {
        let [visit, now] = [opened(), at('07-22 09:00')];
        let standing: unknown[] = [];
        all.forEach(([name, later], index) => {
          now += later * HOUR;
          const step = stepOf(name, index, visit);
          if (VISIT.refusal(visit, step, taker(step), now)) return;
          const before = visit;
          visit = VISIT.apply(visit, step, now);
          expect(visit.rounds.length).toBeGreaterThanOrEqual(before.rounds.length);
          expect(visit.round).toBe(1 + visit.rounds.filter(({ signed }) => signed === false).length);
          const marks = visit.clocks.flatMap((clock) => marksOf(clock));
          expect(marks).toEqual(expect.arrayContaining(standing));
          standing = marks.filter((mark) => mark.at < now);
        });
        const end = nextVisitStep(visit);
        if (end) visit = VISIT.apply(visit, end.step, Math.max(now, end.at));
        const wanted = visit.state !== 'CANCELLED';
        const missed = breachedAt(visit.clocks[0]!, at('12-31 00:00') + now) !== null;
        expect(missed).toBe(wanted && !isCompleted(visit));
        expect(isVisitFinal(visit)).toBe(visit.state !== 'RECORDED');
      }),
      { numRuns: 300 },
    );
  });
});
