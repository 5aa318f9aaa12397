import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { availabilityOf, type AvailabilityChoices, type Outage, unitTimeOf } from './availability.js';
import { compare, fraction } from './fraction.js';
import type { Span } from './month.js';

const CHOICES: AvailabilityChoices = {
  'score.severities': ['MAJOR', 'GENERAL'],
  'p6.judged': 'both',
  'p6.carrierTime': 'excluded',
  'p6.pauses': 'counted',
};

describe('any outages', () => {
  // A window of 24 "milliseconds", so that an oracle can look at each of them.
  const WINDOW: Span = { from: 0, to: 24 };
  const outage = fc
    .record({
      assetCode: fc.constant('L1-S1-01'),
      from: fc.integer({ min: -5, max: 28 }),
      length: fc.oneof(fc.integer({ min: 0, max: 20 }), fc.constant(Infinity)),
      numbered: fc.uniqueArray(fc.integer({ min: 1, max: 4 }), { maxLength: 4 }),
      unnumbered: fc.integer({ min: 0, max: 3 }),
      judged: fc.boolean(),
    })
    .map(({ from, length, ...rest }): Outage => ({ from, to: from + length, ...rest }));
  const outages = fc.array(outage, { maxLength: 6 });
  const asset = fc
    .record({
      quantity: fc.integer({ min: 0, max: 6 }),
      coveredFrom: fc.integer({ min: -5, max: 28 }),
      length: fc.integer({ min: 0, max: 40 }),
    })
    .map(({ length, ...rest }) => ({ ...rest, coveredTo: rest.coveredFrom + length }));
  const choices = fc
    .constantFrom('both' as const, 'numerator' as const)
    .map((judged): AvailabilityChoices => ({ ...CHOICES, 'p6.judged': judged }));

  function oracle(of: { quantity: number; coveredFrom: number; coveredTo: number }, all: Outage[]) {
    const sums = { down: 0, inPeriod: 0 };
    for (let t = WINDOW.from; t < WINDOW.to; t++) {
      const covered = t >= of.coveredFrom && t < of.coveredTo;
      const now = all.filter((one) => one.from <= t && t < one.to && (covered || one.judged));
      const units = new Set(now.flatMap((one) => one.numbered)).size;
      const down = Math.min(
        of.quantity,
        now.reduce((sum, one) => sum + one.unnumbered, units),
      );
      sums.down += down;
      sums.inPeriod += covered ? of.quantity : down;
    }
    return sums;
  }

  it('give what looking at every instant gives', () => {
    fc.assert(
      fc.property(asset, outages, (of, all) => {
        expect(unitTimeOf(of, all, WINDOW, CHOICES)).toEqual(oracle(of, all));
      }),
      { numRuns: 500 },
    );
  });

  it('give a rate from 0 to 1', () => {
    fc.assert(
      fc.property(asset, outages, choices, (of, all, chosen) => {
        const rate = availabilityOf(unitTimeOf(of, all, WINDOW, chosen));
        expect(compare(rate, fraction(0))).toBeGreaterThanOrEqual(0);
        expect(compare(rate, fraction(1))).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('never give a better rate for one more', () => {
    fc.assert(
      fc.property(asset, outages, outage, choices, (of, all, more, chosen) => {
        const without = availabilityOf(unitTimeOf(of, all, WINDOW, chosen));
        const withIt = availabilityOf(unitTimeOf(of, [...all, more], WINDOW, chosen));
        expect(compare(withIt, without)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('weigh the same told together, unit by unit, or cut in two in time', () => {
    fc.assert(
      fc.property(asset, outages, outage, fc.integer({ min: 0, max: 24 }), (of, others, one, instant) => {
        const whole = unitTimeOf(of, [...others, one], WINDOW, CHOICES);
        const byUnit = [
          ...one.numbered.map((unit) => ({ ...one, numbered: [unit], unnumbered: 0 })),
          ...Array.from({ length: one.unnumbered }, () => ({ ...one, numbered: [], unnumbered: 1 })),
        ];
        const cut = Math.min(Math.max(instant, one.from), one.to);
        const inTime = [
          { ...one, to: cut },
          { ...one, from: cut },
        ];
        expect(unitTimeOf(of, [...others, ...byUnit], WINDOW, CHOICES)).toEqual(whole);
        expect(unitTimeOf(of, [...others, ...inTime], WINDOW, CHOICES)).toEqual(whole);
      }),
    );
  });

  it('weigh the same in whatever order they are told', () => {
    fc.assert(
      fc.property(asset, outages, (of, all) => {
        expect(unitTimeOf(of, all.toReversed(), WINDOW, CHOICES)).toEqual(
          unitTimeOf(of, all, WINDOW, CHOICES),
        );
      }),
    );
  });
});
