import { type Month } from '../month.js';
import type { FaultCountIn, ScoreFacts } from './facts.types.js';
import type { EvidenceKind } from './item.types.js';
import type { ScoreContract } from './score-contract.js';
import { scoreMonth } from './sheet.js';

/** A sheet that was confirmed. Instants in ms. */
export interface ConfirmedSheet {
  month: Month;
  /** the number of the last fact it used */
  lastFact: number;
  scoredAt: number;
  confirmedAt: number;
}

interface Counting {
  contract: ScoreContract;
  /** of the sheet that is being scored */
  month: Month;
  /** those confirmed before, in the order in which they were scored */
  confirmed: readonly ConfirmedSheet[];
  /** what was known up to a fact, as each sheet saw it */
  knownUpTo: (lastFact: number) => ScoreFacts;
}

/**
 * The facts as the sheet of `month` counts them: a row that became known when its own month was confirmed already is
 * taken into the next sheet that is scored, once, and says so by its `countIn` (domain §6, Flow).
 */
export function countLate(facts: ScoreFacts, counting: Counting): ScoreFacts {
  const seen = new Map<string, Set<string>>();
  const countedAt = (month: Month, lastFact: number): Set<string> => {
    const key = `${month} ${lastFact}`;
    const found = seen.get(key) ?? countedRows(counting.contract, month, counting.knownUpTo(lastFact));
    seen.set(key, found);
    return found;
  };
  const countIn = new Map<string, Month>();
  for (const own of counting.confirmed) {
    if (own.month === counting.month) continue;
    const before = countedAt(own.month, own.lastFact);
    const later = counting.confirmed.filter(
      (other) => other.month !== own.month && other.scoredAt > own.confirmedAt,
    );
    for (const row of countedRows(counting.contract, own.month, facts)) {
      if (before.has(row)) continue;
      const taken = later.find(({ lastFact }) => countedAt(own.month, lastFact).has(row));
      countIn.set(row, taken?.month ?? counting.month);
    }
  }
  return countIn.size === 0 ? facts : withCountIn(facts, countIn);
}

const rowKey = (item: string, kind: EvidenceKind, id: string): string => `${item} ${kind} ${id}`;

/** What a month counts by itself, row by row: those of P5's two numbers, and whatever costs. Availability has none. */
function countedRows(contract: ScoreContract, month: Month, facts: ScoreFacts): Set<string> {
  const { items, timelyRepair } = scoreMonth(contract, month, facts);
  const costs = items
    .filter(({ code }) => code !== 'P5' && code !== 'P6')
    .flatMap(({ code, deductions }) =>
      deductions.flatMap(({ evidence }) =>
        evidence.slice(-1).map(({ kind, id }) => rowKey(itemOfRow(code, kind), kind, id)),
      ),
    );
  return new Set([...costs, ...timelyRepair.counted.map((id) => rowKey('P5', 'FAULT', id))]);
}

/** Only a fault may be in several items; of any other row the kind says enough. */
const itemOfRow = (code: string, kind: EvidenceKind): string => (kind === 'FAULT' ? code : '');

function withCountIn(facts: ScoreFacts, countIn: ReadonlyMap<string, Month>): ScoreFacts {
  const marked = <Row extends { id: string; countIn: Month | null }>(
    kind: EvidenceKind,
    rows: readonly Row[],
  ) => rows.map((row) => ({ ...row, countIn: countIn.get(rowKey('', kind, row.id)) ?? row.countIn }));
  return {
    faults: facts.faults.map((fault) => ({
      ...fault,
      countIn: { ...fault.countIn, ...lateItems(fault.id, countIn) },
    })),
    documents: marked('DOCUMENT', facts.documents),
    plans: marked('PLAN', facts.plans),
    visits: marked('VISIT', facts.visits),
    calls: marked('CALL', facts.calls),
    guarantees: marked('GUARANTEE_TASK', facts.guarantees),
    events: marked('SERVICE_EVENT', facts.events),
  };
}

function lateItems(id: string, countIn: ReadonlyMap<string, Month>): FaultCountIn {
  const items = ['P5', 'P7', 'P9'] as const;
  return Object.fromEntries(
    items.flatMap((item) => {
      const month = countIn.get(rowKey(item, 'FAULT', id));
      return month === undefined ? [] : [[item, month]];
    }),
  );
}
