import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  availabilityOf,
  type AvailabilityChoices,
  type FaultFacts,
  type Outage,
  outagesOf,
  unitTimeOf,
} from './availability.js';
import { compare, cutPercent, formatFraction, fraction } from './fraction.js';
import { dayStart, monthBounds, type Span } from './month.js';

const CHOICES: AvailabilityChoices = { 'score.severities': ['MAJOR', 'GENERAL'], 'p6.judged': 'both' };
const YEAR = { coveredFrom: dayStart('2026-07-01'), coveredTo: dayStart('2027-07-01') };
const at = (text: string): number => Date.parse(`${text}+08:00`);

const fault = (facts: Partial<FaultFacts>): FaultFacts => ({
  kind: 'FAULT',
  severity: 'GENERAL',
  state: 'ACCEPTED',
  coverage: 'COVERED',
  reportedAt: dayStart('2026-07-01'),
  repairedAt: null,
  unitsAffected: 1,
  unitNumbers: null,
  ...facts,
});

function availability(
  faults: FaultFacts[],
  { quantity = 28, window = monthBounds('2026-07'), choices = CHOICES, period = YEAR } = {},
): string {
  const outages = faults.flatMap((one) => outagesOf(one, choices));
  return formatFraction(availabilityOf(unitTimeOf({ quantity, ...period }, outages, window, choices)));
}

const tenDays = { reportedAt: dayStart('2026-07-01'), repairedAt: dayStart('2026-07-11') };

describe('the availability of an asset', () => {
  it('is full without faults', () => {
    expect(availability([])).toBe('1');
  });

  it('loses the units that are still down', () => {
    expect(availability([fault({ unitsAffected: 3 })])).toBe('25/28');
  });

  it('loses the time from the report to the repair, whatever the month it began in', () => {
    const lost = fault({ reportedAt: at('2026-06-20T08:00:00'), repairedAt: dayStart('2026-07-11') });
    expect(availability([fault(tenDays)], { quantity: 1 })).toBe('21/31');
    expect(availability([lost], { quantity: 1 })).toBe('21/31');
  });

  it('takes every millisecond', () => {
    const faults = [
      fault({ reportedAt: at('2026-07-10T08:00:00.000'), repairedAt: at('2026-07-10T08:00:00.001') }),
    ];
    expect(availability(faults, { quantity: 1 })).toBe('2678399999/2678400000');
  });

  it('counts a numbered unit once however many tickets overlap', () => {
    const faults = [
      fault({ ...tenDays, unitsAffected: 3, unitNumbers: [1, 2, 3] }),
      fault({
        reportedAt: dayStart('2026-07-06'),
        repairedAt: dayStart('2026-07-16'),
        unitsAffected: 2,
        unitNumbers: [3, 4],
      }),
    ];
    expect(availability(faults)).toBe(formatFraction(fraction(28 * 31 - 45, 28 * 31)));
  });

  it('takes mere counts of two tickets for different units, but never for more than there are', () => {
    const two = fault({ ...tenDays, unitsAffected: 2 });
    expect(availability([two, two], { quantity: 10 })).toBe('27/31');
    expect(availability([two, two], { quantity: 3 })).toBe('21/31');
  });

  it('takes units beyond the numbered ones for further units', () => {
    const faults = [fault({ ...tenDays, unitsAffected: 3, unitNumbers: [7] })];
    expect(availability(faults, { quantity: 10 })).toBe('28/31');
  });

  it.each<[string, Partial<FaultFacts>]>([
    ['a consultation', { kind: 'CONSULTATION', severity: 'CONSULTATION' }],
    ['another matter', { kind: 'OTHER', severity: null }],
    ['one cancelled before acceptance', { state: 'CANCELLED' }],
    ['one judged not covered', { state: 'NOT_COVERED', coverage: 'OUT_OF_PERIOD' }],
    ['one that waits for the judgement', { state: 'REPORTED', coverage: 'OUT_OF_PERIOD' }],
    ['one without a unit down', { unitsAffected: 0 }],
  ])('is not touched by %s', (_name, facts) => {
    expect(availability([fault(facts)])).toBe('1');
  });

  it.each(['MAJOR', 'GENERAL'] as const)('counts %s faults', (severity) => {
    expect(availability([fault({ severity, ...tenDays })], { quantity: 1 })).toBe('21/31');
  });

  it('counts the severities the contract names', () => {
    const choices: AvailabilityChoices = { ...CHOICES, 'score.severities': ['MAJOR'] };
    expect(availability([fault(tenDays)], { choices })).toBe('1');
  });
});

describe('the period of an asset', () => {
  const list3 = { coveredFrom: dayStart('2026-06-28'), coveredTo: dayStart('2027-06-28') };
  const june = monthBounds('2027-06');

  it('bounds both sums', () => {
    const still = fault({ reportedAt: dayStart('2027-06-19') });
    expect(availability([still], { quantity: 1, window: june, period: list3 })).toBe('2/3');
  });

  it('gives a full rate where the month lies outside of it', () => {
    const faults = [fault({ reportedAt: dayStart('2027-06-19') })];
    expect(availability(faults, { window: monthBounds('2027-08'), period: list3 })).toBe('1');
  });

  it('adds up over assets of different periods', () => {
    const lost = fault({
      unitsAffected: 3,
      reportedAt: dayStart('2027-06-01'),
      repairedAt: dayStart('2027-06-11'),
    });
    const first = unitTimeOf({ quantity: 90, ...YEAR }, outagesOf(lost, CHOICES), june, CHOICES);
    const third = unitTimeOf({ quantity: 10, ...list3 }, [], june, CHOICES);
    const sum = { down: first.down + third.down, inPeriod: first.inPeriod + third.inPeriod };
    expect(formatFraction(availabilityOf(sum))).toBe('98/99');
  });

  describe('for a fault covered by judgement outside of it', () => {
    const period = { coveredFrom: dayStart('2026-07-11'), coveredTo: dayStart('2027-07-11') };
    const judged = fault({ ...tenDays, coverage: 'COVERED_BY_JUDGEMENT' });

    it('takes its time down into both sums', () => {
      expect(availability([judged], { quantity: 1, period })).toBe('21/31');
    });

    it('leaves its time out of what is in period where the contract says so', () => {
      const choices: AvailabilityChoices = { ...CHOICES, 'p6.judged': 'numerator' };
      expect(availability([judged], { quantity: 1, period, choices })).toBe('11/21');
    });

    it('leaves the fault out where the contract says so', () => {
      const choices: AvailabilityChoices = { ...CHOICES, 'p6.judged': 'exclude' };
      expect(availability([judged], { quantity: 1, period, choices })).toBe('1');
    });
  });
});

describe('a shown rate', () => {
  it('is cut, not rounded', () => {
    expect(cutPercent(fraction(98_999, 100_000))).toBe(98.99);
  });
});

describe('any outages', () => {
  // A window of 24 "milliseconds", so that an oracle can look at each of them.
  const WINDOW: Span = { from: 0, to: 24 };
  const outage = fc
    .record({
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
