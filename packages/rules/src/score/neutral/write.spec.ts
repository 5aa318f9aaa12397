import { describe, expect, it } from '@jest/globals';
import { evaluate } from './evaluate.js';
import type { FactsFile, NeutralFacts } from './format.types.js';
import { readContract } from './read-contract.js';
import { readFacts } from './read-facts.js';
import { rowIds, whatIf } from './what-if.js';
import { writeFacts } from './write-facts.js';

const at = (day: number, hour = 8) =>
  `2026-07-${String(day).padStart(2, '0')}T${String(hour).padStart(2, '0')}:00:00.000+08:00`;

const FACTS: NeutralFacts = {
  faults: [
    {
      ...{
        id: 'A',
        asset: 'X28',
        severity: 'MAJOR',
        reportedAt: at(10),
        startedAt: at(9),
        acceptedAt: at(10, 9),
      },
      ...{
        units: [1, 2],
        coverage: 'COVERED_BY_JUDGEMENT',
        judgedAt: at(10, 9),
        faultType: 'POWER',
        copies: 2,
      },
      alsoDown: [{ asset: 'X2', units: 1 }],
      pauses: [{ approvedAt: at(11), endedAt: at(12) }, { approvedAt: at(13) }],
      handOffs: [
        { declaredAt: at(10, 10), confirmedAt: at(10, 11), returnedAt: at(10, 12) },
        { declaredAt: at(10, 13), sentBackAt: at(10, 14) },
      ],
      reclassified: [{ at: at(10, 15), to: 'GENERAL' }],
      rounds: [
        { filedAt: at(14), repairedAt: at(13), testedAt: at(15), passed: false },
        { filedAt: at(16), testedAt: at(17), passed: true },
      ],
      callback: { answeredAt: at(18), satisfied: false },
      countIn: { P5: '2026-08' },
    },
    { id: 'B', asset: null, severity: 'GENERAL', reportedAt: at(3), units: 2, coverage: 'WAITING' },
    {
      id: 'C',
      asset: 'X70',
      severity: 'CONSULTATION',
      reportedAt: at(4),
      units: 0,
      coverage: 'COVERED',
      cancelledAt: at(5),
    },
  ],
  documents: [{ id: 'D', dueOn: '2026-07-31', submittedAt: at(30), conforming: false, countIn: '2026-08' }],
  plans: [{ id: 'P', dueOn: '2026-07-31' }],
  visits: [
    {
      id: 'V',
      month: '2026-07',
      rounds: [{ recordedAt: at(5), reviewedAt: at(6), signed: false }, { recordedAt: at(7) }],
    },
  ],
  calls: [{ id: 'K', month: '2026-07', held: false }],
  guarantees: [{ id: 'G', endsAt: at(20), fulfilled: false, judgedAt: at(21) }],
  events: [{ id: 'E', month: '2026-07', kind: 'COMMUNICATION_ACCIDENT', points: 6, recordedAt: at(22) }],
};

const FILE: FactsFile = {
  contracts: {
    hundred: {
      signedOn: '2026-07-01',
      assets: {
        X28: { quantity: 28, list: '1' },
        X2: { quantity: 2, list: '1' },
        X70: { quantity: 70, list: '1' },
      },
      periods: { '1': ['2026-07-01', '2027-06-30'] },
    },
  },
  cases: [{ name: 'july', month: '2026-07', facts: FACTS }],
};

describe('facts that are written', () => {
  it('are the same when they are read again', () => {
    const contract = readContract(FILE.contracts, FILE.cases[0]!);
    const read = readFacts(FACTS, contract);
    const written = writeFacts(read);
    expect(written).toEqual(FACTS);
    expect(readFacts(written, contract)).toEqual(read);
  });
});

describe('what if', () => {
  const sheetOf = (changes: Partial<Parameters<typeof whatIf>[1]>) =>
    evaluate(whatIf(FILE, { without: [], altered: {}, choices: {}, rules: {}, ...changes }))[0] as {
      items: Record<string, string>;
    };

  it.each<[string, Parameters<typeof sheetOf>[0], string, string]>([
    ['a row had not been', { without: ['E'] }, 'S3', '40'],
    ['a row had been otherwise', { altered: { E: { points: 9 } } }, 'S3', '31'],
    ['a rule were another', { rules: { P3: { each: 5 } } }, 'P3', '0'],
    ['a choice were another', { choices: { 'score.severities': ['MAJOR'] } }, 'P6', '15'],
    ['nothing were otherwise', {}, 'S3', '34'],
  ])('%s', (_, changes, item, points) => {
    expect(sheetOf(changes).items[item]).toBe(points);
  });

  it('knows its rows, and changes nothing of what it is given', () => {
    const before = structuredClone(FILE);
    expect(rowIds(FILE)).toEqual(new Set(['A', 'B', 'C', 'D', 'P', 'V', 'K', 'G', 'E']));
    expect(sheetOf({ without: ['none', 'E'] }).items.S3).toBe('40');
    expect(FILE).toEqual(before);
  });
});
