import {
  at,
  august,
  failed,
  fault,
  handedOff,
  july,
  passed,
  paused,
  type WorkedCase,
} from './neutral.builder.js';

const fractional = { 'score.perPoint': 'fractional' } as const;
/** So many of the 28 units, ten days of July, without being late. */
const tenDays = (id: string, units: number | number[], from = '01', to = '11') =>
  fault(id, `${from} 00:00`, {
    asset: 'X28',
    units,
    ...paused(`${from} 00:00`, `${to} 00:00`),
    rounds: passed(`${to} 00:00`),
  });
const judged = (asset: string | null, units: number) =>
  fault('A', '2027-06-28T00:00:00+08:00', {
    asset,
    units,
    coverage: 'COVERED_BY_JUDGEMENT',
    judgedAt: '2027-06-28T00:00:00+08:00',
    pauses: [{ approvedAt: '2027-06-28T00:00:00+08:00' }],
  });
const june = (...faults: ReturnType<typeof fault>[]) => ({
  contract: 'lists',
  month: '2027-06',
  facts: { faults },
});

/** P6: of July 3100 unit-days under "hundred", of June 2970 under "lists". */
export const AVAILABILITY: Record<string, WorkedCase> = {
  'quantity 28, 3 of them down all month': {
    why: '93 of 3100: 97 %, 2 below; that took no unit down, and that of August, are no evidence',
    ...july({
      faults: [
        fault('A', '01 00:00', { asset: 'X28', units: 3, ...paused('01 00:00') }),
        fault('B', '10 08:00', { rounds: passed('10 09:00') }),
        fault('C', '08-01 00:00', { asset: 'X28', units: 3, ...paused('08-01 00:00') }),
      ],
    }),
    expect: { items: { P6: '13' }, P6: '97/100', evidence: { P6: ['A'] } },
  },
  'exactly 99 %': {
    why: '1 of 100 down all month: at the goal',
    ...july({ faults: [fault('A', '01 00:00', { units: 1, ...paused('01 00:00') })] }),
    expect: { items: {}, P6: '99/100', evidence: {} },
  },
  'a moment below 99 %': {
    why: 'no whole point is lost',
    ...july({
      faults: [
        fault('A', '01 00:00', { units: 1, ...paused('01 00:00') }),
        fault('B', '10 08:00', { asset: 'X28', units: 1, rounds: passed('10 09:00') }),
      ],
    }),
    expect: { items: {} },
  },
  '0 %': {
    why: 'everything down: floored at 0',
    ...july({
      faults: (['X28', 'X2', 'X70'] as const).map((asset) =>
        fault(asset, '01 00:00', { asset, units: Number(asset.slice(1)), ...paused('01 00:00') }),
      ),
    }),
    expect: { items: { P6: '0' }, P6: '0' },
  },
  'down since before the report': {
    why: '3 units from the 1st as the bureau says, reported on the 11th, until the 21st: 60 of 3100, 29/31 point',
    choices: fractional,
    ...july({ faults: [{ ...tenDays('A', 3, '11', '21'), startedAt: at('01 00:00') }] }),
    expect: { items: { P6: '436/31' }, P6: '152/155' },
  },
  'counts that overlap': {
    why: '3 and 2 are five units: 50 of 3100, 19/31 point',
    choices: fractional,
    ...july({ faults: [tenDays('A', 3), tenDays('B', 2)] }),
    expect: { items: { P6: '446/31' }, P6: '61/62' },
  },
  'numbers that overlap': {
    why: 'the same three units whatever the tickets, copies as well: 30 of 3100',
    ...july({ faults: [tenDays('A', [1, 2, 3]), { ...tenDays('B', [1, 2, 3]), copies: 5 }] }),
    expect: { items: {}, P6: '307/310' },
  },
  'copies of a count': {
    why: 'as many rows: 4 x 3 units, 120 of 3100, 2 27/31 points',
    choices: fractional,
    ...july({ faults: [{ ...tenDays('A', 3), copies: 4 }] }),
    expect: { items: { P6: '376/31' }, P6: '149/155' },
  },
  'never more than the quantity': {
    why: 'X2 has two: 2 x 31 of 3100',
    choices: fractional,
    ...july({
      faults: [
        fault('A', '01 00:00', { asset: 'X2', units: 2, ...paused('01 00:00') }),
        fault('B', '01 00:00', { asset: 'X2', units: [1], ...paused('01 00:00') }),
      ],
    }),
    expect: { items: { P6: '14' }, P6: '49/50', evidence: { P6: ['A', 'B'] } },
  },
  'pauses excluded': {
    why: 'the pause shortens it to nothing',
    choices: { 'p6.pauses': 'excluded' },
    ...july({ faults: [tenDays('A', 28)] }),
    expect: { items: {}, P6: '1' },
  },
  'the carrier’s time excluded': {
    why: '28 units 1 day and 1 day, 56 of 3100, 25/31 point below',
    choices: fractional,
    ...july({
      faults: [
        fault('A', '01 00:00', {
          asset: 'X28',
          units: 28,
          ...handedOff('01 00:00', { confirmed: '02 00:00', returned: '10 00:00' }),
          ...paused('01 00:00', '11 00:00'),
          rounds: passed('11 00:00'),
        }),
      ],
    }),
    expect: { items: { P6: '440/31' }, P6: '761/775' },
  },
  'the carrier’s time counted': {
    why: '280 of 3100: 90.96 %, 8 whole points',
    choices: { 'p6.carrierTime': 'counted' },
    ...july({
      faults: [
        fault('A', '01 00:00', {
          asset: 'X28',
          units: 28,
          ...handedOff('01 00:00', { confirmed: '02 00:00', returned: '10 00:00' }),
          ...paused('01 00:00', '11 00:00'),
          rounds: passed('11 00:00'),
        }),
      ],
    }),
    expect: { items: { P6: '7' }, P6: '141/155' },
  },
  'resolved by the carrier': {
    why: 'down for the day before the carrier had it: 28 of 3100',
    ...july({
      faults: [
        fault('A', '01 00:00', {
          asset: 'X28',
          units: 28,
          ...handedOff('01 00:00', { confirmed: '02 00:00', returned: '20 00:00', carrierResolved: true }),
          ...paused('01 00:00', '02 00:00'),
        }),
      ],
    }),
    expect: { items: {}, P6: '768/775' },
  },
  'a failed round ended nothing': {
    why: '3 units from the 1st to the 31st whose test is pending: 90 of 3100, 59/31 below, 1 whole point',
    ...july({
      faults: [
        fault('A', '01 00:00', {
          asset: 'X28',
          units: 3,
          ...paused('01 00:00', '31 00:00'),
          rounds: [...failed('11 00:00', '12 00:00'), { filedAt: at('31 00:00') }],
        }),
      ],
    }),
    expect: { items: { P6: '14' }, P6: '301/310' },
  },
  'repaired after the scoring': {
    why: 'still down as far as anybody knew: 93 of 3100',
    ...july({
      asOf: at('08-01 00:00'),
      faults: [
        fault('A', '01 00:00', {
          asset: 'X28',
          units: 3,
          ...paused('01 00:00'),
          rounds: passed('08-01 01:00'),
        }),
      ],
    }),
    expect: { items: { P6: '13' }, P6: '97/100' },
  },
  'cancelled, not covered, waiting, a consultation': {
    why: 'none keeps anything down',
    ...july({
      faults: [
        { ...tenDays('A', 28), rounds: [], cancelledAt: at('11 00:00') },
        { ...tenDays('B', 28), rounds: [], coverage: 'NOT_COVERED' },
        { ...tenDays('C', 28), rounds: [], coverage: 'WAITING' },
        { ...tenDays('D', 28), severity: 'CONSULTATION' },
      ],
    }),
    expect: { items: {}, P5: null, P6: '1' },
  },
  'a fault of a whole system': {
    why: '2 of X2 beside 3 of X28: 50 of 3100',
    choices: fractional,
    ...july({ faults: [{ ...tenDays('A', 3), alsoDown: [{ asset: 'X2', units: 2 }] }] }),
    expect: { items: { P6: '446/31' }, P6: '61/62' },
  },
  'a mean over subsystems': {
    why: 'one of three has 93 of 868 down: of the mean 1/28 is down, 18/7 points below',
    choices: { ...fractional, 'availability.weight': 'subsystem' },
    contract: 'systems',
    ...july({ faults: [fault('A', '01 00:00', { asset: 'X28', units: 3, ...paused('01 00:00') })] }),
    expect: { items: { P6: '87/7' }, P6: '27/28' },
  },
  'list 3 out of period for part of the month': {
    why: 'down from the 24th, 4 days of period: 40 of 2970, 103/297 point',
    choices: fractional,
    ...june(
      fault('A', '2027-06-24T00:00:00+08:00', {
        asset: 'L3',
        units: 10,
        pauses: [{ approvedAt: '2027-06-24T00:00:00+08:00' }],
      }),
    ),
    expect: { items: { P6: '4352/297' }, P6: '293/297' },
  },
  'list 3 out of period, covered by judgement': {
    why: '10 units 3 days in both sums: 30 of 3000',
    choices: fractional,
    ...june(judged('L3', 10)),
    expect: { items: {}, P6: '99/100' },
  },
  'covered by judgement, numerator alone': {
    why: '30 of 2970, 1/99 point',
    choices: { ...fractional, 'p6.judged': 'numerator' },
    ...june(judged('L3', 10)),
    expect: { items: { P6: '1484/99' }, P6: '98/99', evidence: { P6: ['A'] } },
  },
  'covered by judgement, excluded': {
    why: 'not at all',
    choices: { 'p6.judged': 'exclude' },
    ...june(judged('L3', 10)),
    expect: { items: {}, P6: '1' },
  },
  'of no list, covered by judgement': {
    why: 'its time enters both sums: 60 of 3030, 99/101 point',
    choices: fractional,
    ...june(judged('UNKNOWN', 20)),
    expect: { items: { P6: '1416/101' }, P6: '99/101', evidence: { P6: ['A'] } },
  },
  'the link, which has no units': {
    why: 'late in P5, never in P6',
    contract: 'lists',
    ...july({ faults: [fault('A', '10 08:00', { asset: 'KA-LINK', units: undefined })] }),
    expect: { items: { P5: '0' }, P5: '0', P6: '1' },
  },
  'a leap February': {
    why: '1 of 10 for 14 of 29 days: 14 of 290, 3 24/29 points',
    choices: fractional,
    contract: 'leap',
    month: '2028-02',
    facts: {
      faults: [
        fault('A', '2028-02-01T00:00:00+08:00', {
          asset: 'Y',
          units: 1,
          pauses: [{ approvedAt: '2028-02-01T00:00:00+08:00', endedAt: '2028-02-15T00:00:00+08:00' }],
          rounds: [
            { filedAt: '2028-02-15T00:00:00+08:00', testedAt: '2028-02-15T00:00:00+08:00', passed: true },
          ],
        }),
      ],
    },
    expect: { items: { P6: '324/29' }, P6: '138/145' },
  },
  'a short February': {
    why: '28 of 100 units for 14 of 28 days: 14 %, 13 points',
    month: '2027-02',
    facts: {
      faults: [
        fault('A', '2027-02-01T00:00:00+08:00', {
          asset: 'X28',
          units: 28,
          pauses: [{ approvedAt: '2027-02-01T00:00:00+08:00', endedAt: '2027-02-15T00:00:00+08:00' }],
          rounds: [
            { filedAt: '2027-02-15T00:00:00+08:00', testedAt: '2027-02-15T00:00:00+08:00', passed: true },
          ],
        }),
      ],
    },
    expect: { items: { P6: '2' }, P6: '43/50' },
  },
  'availability knows no other sheet': {
    why: 'down in July, counted there whatever became known when',
    ...august({ faults: [{ ...tenDays('A', 28), countIn: { P5: '2026-08' } }] }),
    expect: { items: {}, P5: '1', P6: '1' },
  },
};
