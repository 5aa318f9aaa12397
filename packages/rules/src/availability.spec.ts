import { describe, expect, it } from '@jest/globals';
import {
  availabilityOf,
  type AvailabilityChoices,
  type FaultFacts,
  outagesOf,
  unitTimeOf,
} from './availability.js';
import { cutPercent, formatFraction, fraction } from './fraction.js';
import { DAY_MS, dayStart, monthBounds } from './month.js';

const CHOICES: AvailabilityChoices = {
  'score.severities': ['MAJOR', 'GENERAL'],
  'p6.judged': 'both',
  'p6.carrierTime': 'excluded',
  'p6.pauses': 'counted',
};
const YEAR = { coveredFrom: dayStart('2026-07-01'), coveredTo: dayStart('2027-07-01') };
const at = (text: string): number => Date.parse(`${text}+08:00`);

const ASSET = 'L1-S1-01';

type Told = Partial<FaultFacts> & { unitsAffected?: number; unitNumbers?: number[] };

/** A general fault of one unit that is still down, unless told otherwise. */
const fault = ({ unitsAffected = 1, unitNumbers, ...facts }: Told): FaultFacts => ({
  kind: 'FAULT',
  severity: 'GENERAL',
  state: 'ACCEPTED',
  coverage: 'COVERED',
  startedAt: dayStart('2026-07-01'),
  repairedAt: null,
  closedAt: null,
  pauses: [],
  carrier: [],
  down: [{ assetCode: ASSET, unitsAffected, unitNumbers: unitNumbers ?? null }],
  ...facts,
});

function availability(
  faults: FaultFacts[],
  { quantity = 28, window = monthBounds('2026-07'), choices = CHOICES, period = YEAR } = {},
): string {
  const outages = faults.flatMap((one) => outagesOf(one, choices));
  return formatFraction(availabilityOf(unitTimeOf({ quantity, ...period }, outages, window, choices)));
}

const tenDays = { startedAt: dayStart('2026-07-01'), repairedAt: dayStart('2026-07-11') };

describe('the availability of an asset', () => {
  it('is full without faults', () => {
    expect(availability([])).toBe('1');
  });

  it('loses the units that are still down', () => {
    expect(availability([fault({ unitsAffected: 3 })])).toBe('25/28');
  });

  it('loses the time from the start to the repair, whatever the month it began in', () => {
    const lost = fault({ startedAt: at('2026-06-20T08:00:00'), repairedAt: dayStart('2026-07-11') });
    expect(availability([fault(tenDays)], { quantity: 1 })).toBe('21/31');
    expect(availability([lost], { quantity: 1 })).toBe('21/31');
  });

  it('takes every millisecond', () => {
    const faults = [
      fault({ startedAt: at('2026-07-10T08:00:00.000'), repairedAt: at('2026-07-10T08:00:00.001') }),
    ];
    expect(availability(faults, { quantity: 1 })).toBe('2678399999/2678400000');
  });

  it('counts a numbered unit once however many tickets overlap', () => {
    const faults = [
      fault({ ...tenDays, unitsAffected: 3, unitNumbers: [1, 2, 3] }),
      fault({
        startedAt: dayStart('2026-07-06'),
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

  it.each<[string, Told]>([
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

/** midnight at the beginning of the nth of July */
const july = (day: number): number => dayStart(`2026-07-${String(day).padStart(2, '0')}`);

describe('the end of a fault', () => {
  it('is the repair, however late its test and its closing are', () => {
    const closed = fault({ ...tenDays, state: 'CLOSED', closedAt: july(20) });
    expect(availability([closed], { quantity: 1 })).toBe('21/31');
  });

  it('is the closing when the carrier resolved it, less the carrier’s time', () => {
    const resolved = fault({
      state: 'CLOSED',
      closedAt: july(16),
      carrier: [{ from: july(6), to: july(16) }],
    });
    expect(availability([resolved], { quantity: 1 })).toBe('26/31');
  });
});

describe('time in the carrier’s hands', () => {
  const back = fault({
    repairedAt: july(21),
    carrier: [
      { from: july(3), to: july(5) },
      { from: july(11), to: july(14) },
    ],
  });

  it('is not down', () => {
    expect(availability([back], { quantity: 1 })).toBe('16/31');
  });

  it('is not down while it lasts', () => {
    const away = fault({ carrier: [{ from: july(6), to: null }] });
    expect(availability([away], { quantity: 1 })).toBe('26/31');
  });

  it('is down where the contract says so, to the end', () => {
    const choices: AvailabilityChoices = { ...CHOICES, 'p6.carrierTime': 'counted' };
    expect(availability([back], { quantity: 1, choices })).toBe('11/31');
    const resolved = fault({
      state: 'CLOSED',
      closedAt: july(16),
      carrier: [{ from: july(6), to: july(16) }],
    });
    expect(availability([resolved], { quantity: 1, choices })).toBe('16/31');
  });

  it('is of the fault that was handed off, not of another on the same unit', () => {
    const numbered = { unitNumbers: [1], repairedAt: july(11) };
    const handedOff = fault({ ...numbered, carrier: [{ from: july(1), to: july(11) }] });
    expect(availability([handedOff, fault(numbered)], { quantity: 1 })).toBe('21/31');
  });
});

describe('a pause', () => {
  const paused = fault({ repairedAt: july(11), pauses: [{ from: july(3), to: july(8) }] });

  it('does not shorten the time down', () => {
    expect(availability([paused], { quantity: 1 })).toBe('21/31');
  });

  it('shortens it where the contract says so, once where the carrier had it too', () => {
    const choices: AvailabilityChoices = { ...CHOICES, 'p6.pauses': 'excluded' };
    expect(availability([paused], { quantity: 1, choices })).toBe('26/31');
    const both = { ...paused, carrier: [{ from: july(6), to: july(9) }] };
    expect(availability([both], { quantity: 1, choices })).toBe('27/31');
  });
});

describe('a fault of a whole system', () => {
  it('takes down each piece of equipment with the units told of it', () => {
    const down = [
      { assetCode: ASSET, unitsAffected: 1, unitNumbers: null },
      { assetCode: 'L1-S1-02', unitsAffected: 3, unitNumbers: [1, 2] },
      { assetCode: 'L1-S1-03', unitsAffected: 0, unitNumbers: null },
    ];
    const lost = fault({ ...tenDays, carrier: [{ from: july(6), to: july(7) }], down });
    const days = (assetCode: string) => {
      const outages = outagesOf(lost, CHOICES).filter((outage) => outage.assetCode === assetCode);
      return unitTimeOf({ quantity: 5, ...YEAR }, outages, monthBounds('2026-07'), CHOICES).down / DAY_MS;
    };
    expect([ASSET, 'L1-S1-02', 'L1-S1-03', 'L1-S1-04'].map(days)).toEqual([9, 27, 0, 0]);
  });
});

describe('the period of an asset', () => {
  const list3 = { coveredFrom: dayStart('2026-06-28'), coveredTo: dayStart('2027-06-28') };
  const june = monthBounds('2027-06');

  it('bounds both sums', () => {
    const still = fault({ startedAt: dayStart('2027-06-19') });
    expect(availability([still], { quantity: 1, window: june, period: list3 })).toBe('2/3');
  });

  it('gives a full rate where the month lies outside of it', () => {
    const faults = [fault({ startedAt: dayStart('2027-06-19') })];
    expect(availability(faults, { window: monthBounds('2027-08'), period: list3 })).toBe('1');
  });

  it('adds up over assets of different periods', () => {
    const lost = fault({
      unitsAffected: 3,
      startedAt: dayStart('2027-06-01'),
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
