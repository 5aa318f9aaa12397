import { evaluate } from '@zhishou/rules/score/neutral/evaluate';
import { factsFile } from '@zhishou/rules/score/neutral/facts-file';
import type { FactsFile, NeutralFault } from '@zhishou/rules/score/neutral/format.types';
import { readContract } from '@zhishou/rules/score/neutral/read-contract';
import { readFacts } from '@zhishou/rules/score/neutral/read-facts';
import { scoreMonth } from '@zhishou/rules/score/sheet';
import { report, type Row } from './report.js';
import { summarize } from './stats.js';

const MONTH = '2026-07';
const FIRST = Date.parse('2026-07-01T00:00:00+08:00');
const MONTH_HOURS = 31 * 24;
const HOUR_MS = 3_600_000;
/** so many facts, measured so often */
const SIZES: [number, number][] = [
  [50, 400],
  [5_000, 40],
  [50_000, 12],
];

/**
 * A month’s sheet from 50 to 50,000 facts. The floor is what a program has to do to have the facts at all: parse
 * their JSON.
 */
export async function score(): Promise<void> {
  const rows: Row[] = [];
  for (const [facts, runs] of SIZES) {
    const file = fileOf(facts);
    const text = JSON.stringify(file);
    const { contracts, cases } = file;
    const own = cases[0] ?? { name: '' };
    const contract = readContract(contracts, own);
    const read = readFacts(own.facts ?? {}, contract);
    const asOf = FIRST + MONTH_HOURS * HOUR_MS;
    const works: Record<string, () => unknown> = {
      'floor: JSON.parse': () => JSON.parse(text) as unknown,
      scoreMonth: () => scoreMonth(contract, MONTH, read, asOf),
      'parse, check, evaluate': () => evaluate(factsFile(JSON.parse(text))),
    };
    let floor = NaN;
    for (const [of, work] of Object.entries(works)) {
      const { p50, ...more } = precise(measure(work, runs));
      if (of.startsWith('floor')) floor = p50;
      const base = rows.find((row) => row.of === of && row.facts === SIZES[0]?.[0]);
      const perFact = (p50 * 1000) / facts;
      rows.push({
        facts,
        of,
        p50,
        ...more,
        'p50 to floor': round(p50 / floor),
        'µs a fact': round(perFact),
        'a fact to 50': base ? round(perFact / Number(base['µs a fact'])) : 1,
      });
    }
  }
  report('score', 'npm run bench -- score', rows);
  return Promise.resolve();
}

const round = (value: number): number => Math.round(value * 100) / 100;

/** Of 50 facts a tenth of a millisecond says nothing: in hundredths. */
function precise(ms: number[]) {
  const { count, p50, p99, max } = summarize(ms.map((one) => one * 100));
  return { count, p50: round(p50 / 100), p99: round(p99 / 100), max: round(max / 100) };
}

function measure(work: () => unknown, runs: number): number[] {
  for (let warm = 0; warm < Math.ceil(runs / 4); warm++) work();
  return Array.from({ length: runs }, () => {
    const began = performance.now();
    work();
    return performance.now() - began;
  });
}

const at = (hours: number): string => new Date(FIRST + hours * HOUR_MS).toISOString();

/** Faults alone, which cost the most: reopened, paused, some late, with a callback, of a few lines and types. */
function fileOf(count: number): FactsFile {
  const faults = Array.from({ length: count }, (_, index): NeutralFault => {
    const reported = (index * 7) % (MONTH_HOURS - 24);
    const filed = reported + 4 + (index % 7);
    return {
      id: `F${index}`,
      asset: index % 3 === 0 ? 'X28' : 'X70',
      severity: index % 5 === 0 ? 'MAJOR' : 'GENERAL',
      reportedAt: at(reported),
      units: index % 2 === 0 ? [(index % 20) + 1] : 1,
      faultType: index % 4 === 0 ? 'POWER' : 'CABLE',
      pauses: [{ approvedAt: at(reported + 1), endedAt: at(reported + 2) }],
      rounds: [
        { filedAt: at(reported + 2), testedAt: at(reported + 3), passed: false },
        { filedAt: at(filed), testedAt: at(filed + 1), passed: true },
      ],
      callback: { answeredAt: at(filed + 2), satisfied: index % 9 !== 0 },
    };
  });
  return {
    contracts: {
      hundred: {
        signedOn: '2026-07-01',
        periods: { 1: ['2026-07-01', '2027-06-30'] },
        assets: {
          X28: { quantity: 28, list: '1' },
          X2: { quantity: 2, list: '1' },
          X70: { quantity: 70, list: '1' },
        },
      },
    },
    cases: [{ name: 'bench', month: MONTH, facts: { faults } }],
  };
}
