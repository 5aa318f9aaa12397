import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CONTRACTS } from '../../test/score/neutral.builder.js';
import { evaluate, sheetAnswer } from './neutral/evaluate.js';
import { factsFile } from './neutral/facts-file.js';
import { readContract } from './neutral/read-contract.js';
import { writeFacts } from './neutral/write-facts.js';
import type { FaultFact, RoundFact, ScoreFacts, VisitFact } from './facts.types.js';
import { orderly } from './orderly.js';
import { scoreMonth } from './sheet.js';

const MONTH = '2026-07';
const FIRST = Date.parse('2026-07-01T00:00:00+08:00');
const HOUR_MS = 3_600_000;

/** Any instant of the month or around it, in no order at all, as clocks that go wrong by anything would tell it. */
const at = fc.integer({ min: -48, max: 33 * 24 }).map((hours) => FIRST + hours * HOUR_MS);
const maybe = fc.option(at);

const units = fc.oneof(
  fc.record({ unitsAffected: fc.integer({ min: 0, max: 90 }), unitNumbers: fc.constant(null) }),
  fc
    .uniqueArray(fc.integer({ min: 1, max: 90 }), { maxLength: 3 })
    .map((unitNumbers) => ({ unitsAffected: unitNumbers.length, unitNumbers })),
);
const down = fc.uniqueArray(
  fc
    .tuple(fc.constantFrom('X28', 'X2', 'X70', 'KA', '', 'GONE'), units)
    .map(([assetCode, own]) => ({ assetCode, ...own })),
  { selector: ({ assetCode }) => assetCode, maxLength: 3 },
);

/** What a life of a ticket allows: only the last repair may have passed its test, or wait for it. */
const rounds: fc.Arbitrary<RoundFact[]> = fc
  .tuple(
    fc.array(fc.record({ filedAt: at, statedAt: maybe, testedAt: at }), { maxLength: 2 }),
    fc.option(fc.record({ filedAt: at, statedAt: maybe, testedAt: maybe, passes: fc.boolean() })),
  )
  .map(([failed, last]) => [
    ...failed.map((round) => ({ ...round, passed: false })),
    ...(last === null ? [] : [{ ...last, passed: last.passes && last.testedAt !== null }]).map(
      ({ filedAt, statedAt, testedAt, passed }) => ({ filedAt, statedAt, testedAt, passed }),
    ),
  ]);

const handOff = fc
  .record({
    declaredAt: at,
    decidedAt: maybe,
    confirms: fc.boolean(),
    returnedAt: maybe,
    resolves: fc.boolean(),
  })
  .map(({ declaredAt, decidedAt, confirms, returnedAt, resolves }) => {
    const confirmedAt = confirms ? decidedAt : null;
    const returned = confirmedAt === null ? null : returnedAt;
    return {
      ...{ declaredAt, confirmedAt, sentBackAt: confirms ? null : decidedAt, returnedAt: returned },
      carrierResolved: resolves && returned !== null,
    };
  });

const fault: fc.Arbitrary<FaultFact> = fc.record({
  id: fc.uuid(),
  asset: fc.constantFrom('X28', 'X2', 'X70', 'KA', 'GONE', null),
  severity: fc.constantFrom('MAJOR', 'GENERAL'),
  reportedAt: at,
  startedAt: at,
  acceptedAt: maybe,
  down,
  coverage: fc.constantFrom('COVERED', 'COVERED_BY_JUDGEMENT', 'NOT_COVERED', null),
  judgedAt: maybe,
  pauses: fc.array(fc.record({ from: at, to: maybe }), { maxLength: 2 }),
  handOffs: fc.array(handOff, { maxLength: 2 }),
  reclassified: fc.array(fc.record({ at, to: fc.constantFrom('MAJOR', 'GENERAL') }), { maxLength: 2 }),
  rounds,
  cancelledAt: maybe,
  faultType: fc.constantFrom('POWER', 'CABLE', null),
  callback: fc.option(fc.record({ answeredAt: at, satisfied: fc.boolean() })),
  copies: fc.constant(1),
  countIn: fc.constantFrom({}, { P5: '2026-07' }, { P7: '2026-08' }),
});

const visit: fc.Arbitrary<VisitFact> = fc.record({
  id: fc.uuid(),
  month: fc.constant(MONTH),
  rounds: fc
    .array(fc.record({ recordedAt: at, reviewedAt: maybe }), { maxLength: 2 })
    .map((all) => all.map((round) => ({ ...round, signed: false }))),
  countIn: fc.constant(null),
});

const NONE: ScoreFacts = {
  ...{ faults: [], documents: [], plans: [], visits: [], calls: [], guarantees: [], events: [] },
};

/** With a line without units. */
const contracts = {
  hundred: {
    ...CONTRACTS.hundred!,
    assets: { ...CONTRACTS.hundred!.assets, KA: { quantity: 0, list: '1' } },
  },
};

describe('whatever was told', () => {
  it('scores alike here and by whoever reads it in the neutral format, under every reading', () => {
    const choices = fc.record({
      'clock.startsAt': fc.constantFrom('reported', 'accepted'),
      'clock.repairInstant': fc.constantFrom('filed', 'stated'),
      'clock.handOffFrom': fc.constantFrom('confirmed', 'declared'),
      'p5.month': fc.constantFrom('repaired', 'passed'),
      'p6.judged': fc.constantFrom('both', 'numerator', 'exclude'),
      'p6.carrierTime': fc.constantFrom('excluded', 'counted'),
      'p6.pauses': fc.constantFrom('counted', 'excluded'),
      'repeat.match': fc.constantFrom('asset', 'unit'),
      'score.perPoint': fc.constant('fractional'),
    } as const);
    fc.assert(
      fc.property(
        fc.array(fault, { minLength: 1, maxLength: 4 }),
        fc.array(visit, { maxLength: 2 }),
        choices,
        (faults, visits, chosen) => {
          const contract = readContract(contracts, { choices: chosen });
          const facts = orderly({ ...NONE, faults, visits }, contract.assets);
          const own = { name: 'any', month: MONTH, choices: chosen, facts: writeFacts(facts) };
          const file = factsFile(JSON.parse(JSON.stringify({ contracts, cases: [own] })));
          expect(evaluate(file)).toEqual([sheetAnswer(scoreMonth(contract, MONTH, facts))]);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('stays as it is where it is in order', () => {
    fc.assert(
      fc.property(fault, (one) => {
        const once = orderly({ ...NONE, faults: [one] }, []);
        expect(orderly(once, [])).toEqual(once);
      }),
      { numRuns: 100 },
    );
  });
});
