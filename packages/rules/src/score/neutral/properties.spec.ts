import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CONTRACTS } from '../../../test/score/neutral.builder.js';
import { compare, fraction, parseFraction } from '../../fraction.js';
import { type Answer, evaluate, type SheetAnswer } from './evaluate.js';
import type { NeutralCase, NeutralChoices, NeutralFacts, NeutralFault } from './format.types.js';
import type { SettlementAnswer } from './settle.js';

const DAY = 24;
const hour = (hours: number): string =>
  new Date(Date.parse('2026-07-01T00:00:00+08:00') + hours * 3_600_000).toISOString();

/** Of any contract's choices. */
const choices: fc.Arbitrary<NeutralChoices> = fc.record({
  'clock.startsAt': fc.constantFrom('reported', 'accepted'),
  'clock.handOffFrom': fc.constantFrom('confirmed', 'declared'),
  'score.perPoint': fc.constantFrom('whole', 'fractional'),
  'p1.late': fc.constantFrom('nonconforming', 'missing', 'none'),
  'p5.month': fc.constantFrom('repaired', 'passed'),
  'p6.carrierTime': fc.constantFrom('excluded', 'counted'),
  'p6.pauses': fc.constantFrom('counted', 'excluded'),
  'p6.judged': fc.constantFrom('both', 'numerator', 'exclude'),
  'repeat.match': fc.constantFrom('asset', 'unit'),
});

const length = fc.integer({ min: 0, max: 12 * DAY });

/** Each step some hours after the one before; a part of them did not happen. */
const fault: fc.Arbitrary<Omit<NeutralFault, 'id'>> = fc
  .record({
    asset: fc.constantFrom('X28', 'X2', 'X70'),
    severity: fc.constantFrom('MAJOR', 'GENERAL', 'CONSULTATION'),
    reported: fc.integer({ min: -10 * DAY, max: 31 * DAY }),
    units: fc.oneof(fc.integer({ min: 0, max: 2 }), fc.uniqueArray(fc.integer({ min: 1, max: 2 }))),
    coverage: fc.constantFrom('COVERED', 'COVERED_BY_JUDGEMENT', 'WAITING', 'NOT_COVERED'),
    repair: fc.option(length),
    test: fc.option(length),
    passes: fc.boolean(),
    pause: fc.option(length),
    carrier: fc.option(length),
    satisfied: fc.option(fc.boolean()),
    cancels: fc.option(length),
    faultType: fc.constantFrom('POWER', 'CABLE'),
  })
  .map(({ reported, repair, test, passes, pause, carrier, satisfied, cancels, ...more }) => {
    const filed = reported + (repair ?? 0);
    const closed = repair !== null && test !== null && passes ? filed + test : null;
    return {
      ...more,
      reportedAt: hour(reported),
      rounds:
        repair === null
          ? []
          : [
              {
                filedAt: hour(filed),
                ...(test === null ? {} : { testedAt: hour(filed + test), passed: passes }),
              },
            ],
      pauses: pause === null ? [] : [{ approvedAt: hour(reported + 1), endedAt: hour(reported + 1 + pause) }],
      handOffs:
        carrier === null
          ? []
          : [
              {
                declaredAt: hour(reported),
                confirmedAt: hour(reported + 2),
                returnedAt: hour(reported + 2 + carrier),
              },
            ],
      ...(satisfied === null || closed === null
        ? {}
        : { callback: { answeredAt: hour(closed + 1), satisfied } }),
      ...(cancels === null || repair !== null ? {} : { cancelledAt: hour(reported + cancels) }),
    };
  });

const numbered = <Row>(name: string, rows: readonly Row[]) =>
  rows.map((row, index) => ({ ...row, id: `${name}${index}` }));

const kinds = [
  'COMPLAINT',
  'PRAISE',
  'ESCALATED_COMPLAINT',
  'MEDIA_EXPOSURE',
  'DATA_INACCURACY',
  'DOCUMENT_NONCONFORMING',
  'REQUIREMENT_NOT_MET',
];
const event = fc.oneof(
  fc.record({ kind: fc.constantFrom(...kinds), month: fc.constant('2026-07') }),
  fc.record({
    kind: fc.constant('COMMUNICATION_ACCIDENT'),
    month: fc.constant('2026-07'),
    points: fc.integer({ min: 5, max: 10 }),
  }),
  fc.record({
    kind: fc.constant('DIRECT_DEDUCTION'),
    month: fc.constant('2026-07'),
    points: fc.integer({ min: 1, max: 60 }),
  }),
);
const due = fc.record({
  dueOn: fc.constantFrom('2026-07-15', '2026-07-31'),
  conforming: fc.boolean(),
  submittedAt: fc.option(
    length.map((at) => hour(at + 15 * DAY)),
    { nil: undefined },
  ),
});

const facts: fc.Arbitrary<NeutralFacts> = fc
  .record({
    faults: fc.array(fault, { maxLength: 6 }),
    documents: fc.array(due, { maxLength: 3 }),
    events: fc.array(event, { maxLength: 8 }),
    calls: fc.array(fc.record({ month: fc.constant('2026-07'), held: fc.boolean() }), { maxLength: 2 }),
  })
  .map(({ faults, documents, events, calls }) => ({
    faults: numbered('F', faults),
    documents: numbered('D', documents),
    events: numbered('E', events),
    calls: numbered('C', calls),
  }));

const evaluated = (own: Omit<NeutralCase, 'name'>): Answer => {
  const [answer] = evaluate({ contracts: CONTRACTS, cases: [{ name: 'any', ...own }] });
  if (!answer) throw new Error('no answer');
  return answer;
};
const scored = (given: NeutralFacts, chosen: NeutralChoices = {}): SheetAnswer =>
  evaluated({ month: '2026-07', choices: chosen, facts: given }) as SheetAnswer;
const points = ({ performance, service }: SheetAnswer) => [performance, service].map(parseFraction);

const RUNS = { numRuns: 60 };

describe('of any month', () => {
  it('both scores lie in 0 … 100', () => {
    fc.assert(
      fc.property(facts, choices, (given, chosen) => {
        for (const score of points(scored(given, chosen))) {
          expect(compare(score, fraction(0))).toBeGreaterThanOrEqual(0);
          expect(compare(score, fraction(100))).toBeLessThanOrEqual(0);
        }
      }),
      RUNS,
    );
  });

  it('the order of the rows changes nothing', () => {
    fc.assert(
      fc.property(facts, choices, (given, chosen) => {
        const reversed = Object.fromEntries(
          Object.entries(given).map(([kind, rows]) => [kind, (rows as unknown[]).toReversed()]),
        );
        expect(scored(reversed, chosen)).toEqual(scored(given, chosen));
      }),
      RUNS,
    );
  });

  it('copies are as many rows', () => {
    fc.assert(
      fc.property(facts, choices, fc.integer({ min: 0, max: 4 }), (given, chosen, copies) => {
        const faults = given.faults ?? [];
        const rows = faults.flatMap((one) =>
          Array.from({ length: copies }, (_, n) => ({ ...one, id: `${one.id}/${n}` })),
        );
        const { evidence: _, ...alike } = scored(
          { ...given, faults: faults.map((one) => ({ ...one, copies })) },
          chosen,
        );
        expect(scored({ ...given, faults: rows }, chosen)).toMatchObject(alike);
      }),
      RUNS,
    );
  });

  it('a further deduction never raises a score', () => {
    const worse = fc.oneof(
      event.filter(({ kind }) => kind !== 'PRAISE').map((one) => ({ events: [{ ...one, id: 'more' }] })),
      due
        .filter(({ submittedAt }) => submittedAt === undefined)
        .map((one) => ({ documents: [{ ...one, id: 'more' }] })),
      fc.constant({ calls: [{ id: 'more', month: '2026-07', held: false }] }),
      fc.integer({ min: 0, max: 30 * DAY }).map((at) => ({
        // never repaired
        faults: [{ id: 'more', asset: 'X70', severity: 'MAJOR' as const, reportedAt: hour(at), units: 1 }],
      })),
    );
    fc.assert(
      fc.property(facts, choices, worse, (given, chosen, more) => {
        const with_ = Object.fromEntries(
          Object.entries({ ...more, ...given }).map(([kind, rows]) => [
            kind,
            [...(rows as unknown[]), ...((more as Record<string, unknown[]>)[kind] ?? [])],
          ]),
        );
        const [before, after] = [points(scored(given, chosen)), points(scored(with_, chosen))];
        before.forEach((score, index) => {
          expect(compare(after[index] ?? fraction(101), score)).toBeLessThanOrEqual(0);
        });
      }),
      RUNS,
    );
  });

  it('what belongs to another month changes nothing', () => {
    const others: NeutralFacts = {
      faults: [
        {
          id: 'x',
          asset: 'X28',
          severity: 'MAJOR',
          reportedAt: hour(32 * DAY),
          units: 28,
          faultType: 'OTHER',
        },
      ],
      documents: [{ id: 'x', dueOn: '2026-08-01' }],
      calls: [{ id: 'x', month: '2026-08', held: false }],
      events: [{ id: 'x', month: '2026-06', kind: 'COMPLAINT' }],
      guarantees: [{ id: 'x', endsAt: hour(31 * DAY), fulfilled: false }],
    };
    fc.assert(
      fc.property(facts, choices, (given, chosen) => {
        const all = { ...given, guarantees: others.guarantees };
        for (const kind of ['faults', 'documents', 'calls', 'events'] as const)
          Object.assign(all, { [kind]: [...(given[kind] ?? []), ...(others[kind] ?? [])] });
        expect(scored(all, chosen)).toEqual(scored(given, chosen));
      }),
      RUNS,
    );
  });

  it('an outage split in two adjacent ones is down as long', () => {
    const at = fc.integer({ min: -5 * DAY, max: 36 * DAY });
    fc.assert(
      fc.property(facts, choices, at, at, at, fc.boolean(), (given, chosen, ...[a, b, c, byNumber]) => {
        const [from, middle, to] = [a, b, c].sort((x, y) => x - y) as [number, number, number];
        const outage = (id: string, begin: number, end: number): NeutralFault => ({
          ...{ id, asset: 'X28', severity: 'GENERAL', reportedAt: hour(begin), units: byNumber ? [1, 2] : 2 },
          rounds: [{ filedAt: hour(end), testedAt: hour(end), passed: true }],
        });
        const down = (...outages: NeutralFault[]) =>
          scored({ faults: [...(given.faults ?? []), ...outages] }, chosen).P6;
        expect(down(outage('a', from, middle), outage('b', middle, to))).toBe(down(outage('a', from, to)));
      }),
      RUNS,
    );
  });
});

describe('of any settlement', () => {
  const score = fc
    .tuple(fc.integer({ min: 0, max: 300 }), fc.constantFrom(3, 7))
    .map(([n, d]) => `${Math.min(n, 100 * d)}/${d}`);
  const sheets = fc.array(
    fc.record({ performance: score, service: score, days: fc.integer({ min: 1, max: 31 }) }),
    {
      minLength: 1,
      maxLength: 13,
    },
  );

  it('Σ payable + deduction − recoverable is the total, Σ gross as well, and nothing is negative', () => {
    fc.assert(
      fc.property(fc.nat(2_000_000_000), sheets, fc.constantFrom('equal', 'days'), (total, given, mean) => {
        const answer = evaluated({
          choices: { 'settlement.mean': mean },
          settlement: { total, sheets: given },
        });
        const { gross, payable, deduction, recoverable, remuneration } = answer as SettlementAnswer;
        const sum = (amounts: number[]) => amounts.reduce((a, b) => a + b, 0);
        expect(sum(payable) + deduction - recoverable).toBe(total);
        expect(sum(gross)).toBe(total);
        expect(remuneration + deduction).toBe(total);
        expect(Math.min(...payable, deduction, recoverable, remuneration)).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 200 },
    );
  });
});
