import { describe, expect, it } from '@jest/globals';
import { at, CONTRACTS, event, fault, handedOff, passed } from '../../../test/score/neutral.builder.js';
import type { RefusalCode } from '../refusal.js';
import { evaluate } from './evaluate.js';
import { factsFile, FormatError } from './facts-file.js';
import type { NeutralCase, NeutralFacts } from './format.types.js';

const of = (facts: NeutralFacts): Omit<NeutralCase, 'name'> => ({ month: '2026-07', facts });
const ofFault = (more: object) => of({ faults: [{ ...fault('A', '10 08:00'), ...more }] });
const round = (more: object) => ofFault({ rounds: [{ filedAt: at('10 10:00'), ...more }] });

const SHEETS: [RefusalCode, string, Omit<NeutralCase, 'name'>][] = [
  ['BAD_INSTANT', 'an instant without offset', ofFault({ reportedAt: '2026-07-10T08:00:00' })],
  ['BAD_INSTANT', 'no day of the calendar', ofFault({ reportedAt: '2026-02-30T08:00:00+08:00' })],
  ['BAD_INSTANT', 'a number', ofFault({ acceptedAt: 1_783_641_600_000 })],
  ['BAD_INSTANT', 'a due day that is none', of({ documents: [{ id: 'D1', dueOn: '2026-07-32' }] })],
  ['BAD_INSTANT', 'asOf without offset', of({ asOf: '2026-08-02' })],
  ['BAD_ORDER', 'accepted before the report', ofFault({ acceptedAt: at('10 07:59') })],
  ['BAD_ORDER', 'cancelled before the report', ofFault({ cancelledAt: at('10 07:59') })],
  ['BAD_ORDER', 'judged before the report', ofFault({ judgedAt: at('10 07:59') })],
  [
    'BAD_ORDER',
    'reclassified before the report',
    ofFault({ reclassified: [{ at: at('10 07:59'), to: 'MAJOR' }] }),
  ],
  [
    'BAD_ORDER',
    'a pause that ends before it begins',
    ofFault({ pauses: [{ approvedAt: at('10 10:00'), endedAt: at('10 09:59') }] }),
  ],
  ['BAD_ORDER', 'repaired before the report', ofFault({ rounds: passed('10 07:59') })],
  ['BAD_ORDER', 'tested before the repair', ofFault({ rounds: passed('10 10:00', '10 09:59') })],
  ['BAD_ORDER', 'repaired after the report on it', round({ repairedAt: at('10 10:01') })],
  [
    'BAD_ORDER',
    'a round after the one that passed',
    ofFault({ rounds: [...passed('10 10:00'), ...passed('10 11:00')] }),
  ],
  [
    'BAD_ORDER',
    'a round while a test is pending',
    ofFault({ rounds: [{ filedAt: at('10 10:00') }, ...passed('10 11:00')] }),
  ],
  [
    'BAD_ORDER',
    'confirmed before it was declared',
    ofFault(handedOff('10 10:00', { confirmed: '10 09:00' })),
  ],
  ['BAD_ORDER', 'sent back before it was declared', ofFault(handedOff('10 10:00', { sentBack: '10 09:00' }))],
  ['BAD_ORDER', 'returned, but never confirmed', ofFault(handedOff('10 10:00', { returned: '10 11:00' }))],
  [
    'BAD_ORDER',
    'a callback before the closing',
    ofFault({
      rounds: passed('10 10:00', '10 12:00'),
      callback: { answeredAt: at('10 11:00'), satisfied: true },
    }),
  ],
  [
    'BAD_ORDER',
    'a callback before the carrier ended it',
    ofFault({
      ...handedOff('10 09:00', { confirmed: '10 10:00', returned: '10 12:00', carrierResolved: true }),
      callback: { answeredAt: at('10 11:00'), satisfied: true },
    }),
  ],
  ['BAD_ORDER', 'passed, but never tested', round({ passed: true })],
  ['BAD_ORDER', 'begun after its repair', ofFault({ startedAt: at('10 10:01'), rounds: passed('10 10:00') })],
  [
    'BAD_ORDER',
    'closed, then cancelled',
    ofFault({ rounds: passed('10 10:00'), cancelledAt: at('10 12:00') }),
  ],
  [
    'BAD_ORDER',
    'a review before the record',
    of({
      visits: [
        { id: 'V', month: '2026-07', rounds: [{ recordedAt: at('10 10:00'), reviewedAt: at('10 09:00') }] },
      ],
    }),
  ],
  ['BAD_ORDER', 'of a contract that ends before it begins', { ...of({}), contract: 'backward' }],
  ['BAD_UNITS', 'more than there are', ofFault({ units: 71 })],
  ['BAD_UNITS', 'fewer than none', ofFault({ units: -1 })],
  ['BAD_UNITS', 'half a unit', ofFault({ units: 0.5 })],
  ['BAD_UNITS', 'a word', ofFault({ units: '3' })],
  ['BAD_UNITS', 'number 0', ofFault({ units: [0] })],
  ['BAD_UNITS', 'number 71 of 70', ofFault({ units: [71] })],
  ['BAD_UNITS', 'the same number twice', ofFault({ units: [3, 3] })],
  ['BAD_UNITS', 'more of further equipment', ofFault({ alsoDown: [{ asset: 'X2', units: 3 }] })],
  ['BAD_UNITS', 'its own equipment again', ofFault({ alsoDown: [{ asset: 'X70', units: 1 }] })],
  [
    'BAD_UNITS',
    'further equipment twice',
    ofFault({ alsoDown: [{ asset: 'X2' }, { asset: 'X2', units: 2 }] }),
  ],
  ['BAD_UNITS', 'of no list, beyond counting', ofFault({ asset: 'other', units: 1e300 })],
  [
    'BAD_POINTS',
    'a direct deduction beyond counting',
    of({ events: [event('DIRECT_DEDUCTION', { points: 1e308 })] }),
  ],
  ['BAD_INSTANT', 'a day beyond the calendar', of({ plans: [{ id: 'P', dueOn: '9999-12-31' }] })],
  ['BAD_POINTS', 'an accident of 4', of({ events: [event('COMMUNICATION_ACCIDENT', { points: 4 })] })],
  ['BAD_POINTS', 'an accident of 11', of({ events: [event('COMMUNICATION_ACCIDENT', { points: 11 })] })],
  ['BAD_POINTS', 'an accident of 5.5', of({ events: [event('COMMUNICATION_ACCIDENT', { points: 5.5 })] })],
  ['BAD_POINTS', 'an accident without points', of({ events: [event('COMMUNICATION_ACCIDENT')] })],
  ['BAD_POINTS', 'a direct deduction of 0', of({ events: [event('DIRECT_DEDUCTION', { points: 0 })] })],
  ['BAD_POINTS', 'points of a complaint', of({ events: [event('COMPLAINT', { points: 5 })] })],
  ['UNKNOWN_KIND', 'an event of no kind', of({ events: [event('APPLAUSE')] })],
  ['MONTH_OUTSIDE_CONTRACT', 'before the signing', { contract: 'lists', month: '2026-06', facts: {} }],
  ['MONTH_OUTSIDE_CONTRACT', 'after the last period', { month: '2027-07', facts: {} }],
  ['MONTH_OUTSIDE_CONTRACT', 'no month', { month: '2026-13', facts: {} }],
  ['MONTH_NOT_OVER', 'a millisecond before its end', of({ asOf: at('31 23:59:59.999') })],
];

const BACKWARD = { ...CONTRACTS.hundred!, periods: { 1: ['2026-07-31', '2026-07-01'] as [string, string] } };

describe('what cannot be scored is refused by its case alone', () => {
  it.each(SHEETS)('%s: %s', (code, name, own) => {
    const cases = [
      { name, ...own },
      { name: 'empty', month: '2026-07' },
    ];
    const file = factsFile(
      JSON.parse(JSON.stringify({ contracts: { ...CONTRACTS, backward: BACKWARD }, cases })),
    );
    expect(evaluate(file)).toEqual([{ refused: code }, expect.objectContaining({ performance: '100' })]);
  });
});

describe('a file that is not in the format', () => {
  const place = (data: unknown): string[] => {
    try {
      factsFile(data);
      return [];
    } catch (error) {
      if (error instanceof FormatError) return error.problems.map((problem) => problem.place);
      throw error;
    }
  };
  const inCase = (own: object) => ({
    contracts: CONTRACTS,
    cases: [{ name: 'x', month: '2026-07', ...own }],
  });

  const inSettlement = (own: object) => inCase({ settlement: { total: 1, sheets: [], ...own } });

  it.each<[string, unknown, string]>([
    ['no object', [1], ''],
    ['no cases', { contracts: {} }, 'cases'],
    ['neither month nor settlement', { contracts: {}, cases: [{ name: 'x' }] }, 'cases[0].month'],
    ['no such contract', inCase({ contract: 'none' }), 'cases[0].contract'],
    ['no contract by default', { contracts: {}, cases: [{ month: '2026-07' }] }, 'cases[0].contract'],
    ['no such choice', inCase({ choices: { 'p1.lat': 'none' } }), 'cases[0].choices.p1.lat'],
    ['no such value', inCase({ choices: { 'p1.late': 'never' } }), 'cases[0].choices.p1.late'],
    ['no such rule', inCase({ rules: { P5: { gaol: 98 } } }), 'cases[0].rules.P5.gaol'],
    [
      'a fault without id',
      inCase({ facts: { faults: [{ severity: 'MAJOR', reportedAt: '' }] } }),
      'cases[0].facts.faults[0].id',
    ],
    [
      'half a copy',
      inCase({ facts: { faults: [{ ...fault('A', '10 08:00'), copies: 0.5 }] } }),
      'cases[0].facts.faults[0].copies',
    ],
    ['points beyond a hundred', inCase({ rules: { P5: { of: 1_000 } } }), 'cases[0].rules.P5.of'],
    ['points below 0', inCase({ rules: { P5: { goal: -5 } } }), 'cases[0].rules.P5.goal'],
    ['half a day', inSettlement({ sheets: [{ days: 0.5 }] }), 'cases[0].settlement.sheets[0].days'],
    ['no months', inSettlement({ payments: { months: [] } }), 'cases[0].settlement.payments.months'],
    ['fewer months', inSettlement({ payments: { months: -1 } }), 'cases[0].settlement.payments.months'],
    [
      'an instalment that is a text',
      inSettlement({ payments: { paid: [{ instalment: '1', amount: 1, paidOn: '2026-08-01' }] } }),
      'cases[0].settlement.payments.paid[0].instalment',
    ],
    [
      'a delay beyond any term',
      inSettlement({ payments: { delays: [{ instalment: 1, days: 1e300 }] } }),
      'cases[0].settlement.payments.delays[0].days',
    ],
    [
      'a period without end',
      { contracts: { a: { signedOn: '', assets: {}, periods: { 1: ['2026-07-01'] } } }, cases: [] },
      'contracts.a.periods.1',
    ],
  ])('is told by its place: %s', (_what, data, expected) => {
    expect(place(data)).toContain(expected);
  });

  it('is told by its place, however deep it is nested', () => {
    const deep = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`) as unknown;
    expect(place(inCase({ facts: deep }))).toContain('cases[0].facts');
  });

  it('takes null for what did not happen, and keys it does not know', () => {
    const facts = {
      faults: [{ ...fault('A', '10 08:00'), acceptedAt: null, rounds: null, remark: 1 }],
      plans: null,
    };
    const [answer] = evaluate(factsFile(inCase({ facts, choices: null, remark: 1 })));
    expect(answer).toMatchObject({ P5: '0' });
  });
});
