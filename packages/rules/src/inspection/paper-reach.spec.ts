import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type HazardState, isHazardSettled } from './hazard-life.js';
import { isListed, paperReach, stateAfter, takenBy } from './paper-reach.js';

const LENGTH = 30;
const MONTHS = 6;
/** So long after the end of its month a month is closed at most, and before it. */
const CLOSING = { min: -5, max: 20 };

interface Told {
  foundAt: number;
  /** of the month whose visit found it */
  month: number;
  steps: { at: Date; toState: HazardState }[];
}

const hazards = fc
  .record({
    month: fc.nat({ max: MONTHS - 2 }),
    day: fc.nat({ max: LENGTH + 7 }),
    way: fc.constantFrom<HazardState[]>(
      [],
      ['CONSENTED'],
      ['DECLINED'],
      ['CONSENTED', 'RECTIFIED'],
      ['CONSENTED', 'RECTIFIED', 'CLOSED'],
      ['CONSENTED', 'RECTIFIED', 'CONSENTED', 'RECTIFIED', 'CLOSED'],
    ),
    gaps: fc.array(fc.nat({ max: 40 }), { minLength: 5, maxLength: 5 }),
  })
  .map(({ month, day, way, gaps }): Told => {
    let at = month * LENGTH + day;
    const foundAt = at;
    const steps = way.map((toState, index) => ({ toState, at: new Date((at += gaps[index]!)) }));
    return { foundAt, month, steps };
  });

const settledAt = ({ steps }: Told): number | null =>
  steps.find(({ toState }) => isHazardSettled(toState))?.at.getTime() ?? null;

/** How each month lists the hazard at `now`: null where it does not. */
function listing(hazard: Told, closings: readonly (number | null)[], now: number): (HazardState | null)[] {
  const closedBy = closings.map((closing) => (closing === null || closing > now ? null : closing));
  return closedBy.map((closedAt, month) => {
    const cycle = { from: month * LENGTH, to: (month + 1) * LENGTH, closedAt };
    const reach = paperReach(cycle, month === 0 ? null : { closedAt: closedBy[month - 1]! }, now);
    const isKnown = hazard.month <= month;
    const isOwn = hazard.month === month;
    const facts = { foundAt: hazard.foundAt, settledAt: settledAt(hazard), isOwn };
    return isKnown && isListed(facts, reach)
      ? stateAfter('PROPOSED', takenBy(hazard.steps, reach.standsAt))
      : null;
  });
}

const closings = fc.array(fc.integer(CLOSING), { minLength: MONTHS, maxLength: MONTHS });
const closedAt = (offsets: readonly number[]): number[] =>
  offsets.map((offset, month) => (month + 1) * LENGTH + offset);

describe('the papers of a month', () => {
  it.each<[string, number | null, number, { knownUntil: number; standsAt: number }]>([
    ['open', null, 45, { knownUntil: 45, standsAt: 45 }],
    ['open after its end', null, 70, { knownUntil: 70, standsAt: 59 }],
    ['closed before its end', 55, 90, { knownUntil: 55, standsAt: 55 }],
    ['closed after its end', 65, 90, { knownUntil: 65, standsAt: 59 }],
  ])('%s', (_, closing, now, reach) => {
    const cycle = { from: 30, to: 60, closedAt: closing };
    expect(paperReach(cycle, { closedAt: 35 }, now)).toEqual({ ...reach, toldBefore: 29 });
    expect(paperReach(cycle, { closedAt: 28 }, now)).toEqual({ ...reach, toldBefore: 28 });
  });

  it('say the same of a closed month whenever they are made', () => {
    fc.assert(
      fc.property(hazards, closings, fc.nat(400), (hazard, offsets, later) => {
        const closed = closedAt(offsets);
        closed.forEach((closing, month) => {
          const first = listing(hazard, closed, closing)[month];
          expect(listing(hazard, closed, closing + later)[month]).toEqual(first);
        });
      }),
    );
  });

  it('follow a hazard from month to month until it is settled, and tell that once', () => {
    fc.assert(
      fc.property(hazards, closings, (hazard, offsets) => {
        const closed = closedAt(offsets);
        const told = listing(hazard, closed, 10_000);
        const first = told.findIndex((state) => state !== null);
        const last = told.findLastIndex((state) => state !== null);
        expect(first).toBeGreaterThanOrEqual(hazard.month);
        for (const [index, state] of told.entries()) {
          if (index < first || index > last) continue;
          expect(state).not.toBeNull();
          expect(isHazardSettled(state!)).toBe(
            index === last && (settledAt(hazard) ?? Infinity) < (last + 1) * LENGTH,
          );
        }
        if (settledAt(hazard) === null) expect(last).toBe(MONTHS - 1);
      }),
    );
  });
});
