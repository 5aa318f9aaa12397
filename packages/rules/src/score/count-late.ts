import type { ScoreItemCode } from '../contract/score-rules.types.js';
import { type Fraction, fraction } from '../fraction.js';
import type { Month } from '../month.js';
import type { FaultCountIn, ScoreFacts } from './facts.types.js';
import type { DeductionCause, Evidence, EvidenceKind, ScoredItem } from './item.types.js';
import type { ScoreContract } from './score-contract.js';
import { itemsByRow } from './quality-items.js';
import { repeatsOf } from './repeats.js';
import { managementItems } from './management-items.js';
import { serviceItems } from './service-items.js';
import { directDeduction, type Sheet } from './sheet.js';
import { repairOutcomes, type TimelyRepair, timelyRepairOf } from './timely-repair.js';

/** Another sheet of the contract, as it is scored last. */
export interface OtherSheet {
  month: Month;
  isConfirmed: boolean;
  /** the rows it counts, see {@link countedBy} */
  counted: readonly string[];
}

interface Counting {
  contract: ScoreContract;
  /** of the sheet that is being scored */
  month: Month;
  /** those that are scored already */
  others: readonly OtherSheet[];
}

/**
 * The facts as the sheet of `month` counts them: a row that became known when its own month was confirmed already is
 * taken into the next sheet that is scored, once, and says so by its `countIn` (domain §6, Flow). What a sheet counts
 * stays its own, wherever the row belongs by what became known since.
 */
export function countLate(facts: ScoreFacts, { contract, month, others }: Counting): ScoreFacts {
  const taker = new Map(others.flatMap((other) => other.counted.map((row) => [row, other.month] as const)));
  const countIn = new Map<string, Month>();
  if (others.length === 0) return facts;
  const rowsOf = countedRows(contract, facts);
  for (const row of rowsOf(month)) if (taker.has(row)) countIn.set(row, taker.get(row)!);
  for (const own of others)
    if (own.isConfirmed)
      for (const row of rowsOf(own.month)) {
        const by = taker.get(row) ?? month;
        if (by !== own.month) countIn.set(row, by);
      }
  return countIn.size === 0 ? facts : withCountIn(facts, countIn);
}

/** The rows that a sheet counts, of its own month and late ones, in the order of their names. */
export const countedBy = ({ items, timelyRepair }: Pick<Sheet, 'items' | 'timelyRepair'>): string[] =>
  [
    ...rowsOfItems(
      items.filter(({ code }) => code !== 'P5' && code !== 'P6'),
      timelyRepair,
    ),
  ].sort();

const rowKey = (item: string, kind: EvidenceKind, id: string): string => `${item} ${kind} ${id}`;

/** Something of a month that no sheet counts any more. */
export interface UncountedRow {
  month: Month;
  code: ScoreItemCode;
  cause: DeductionCause;
  /** what it would have cost by itself; 0 of a rate, which no row costs alone */
  points: Fraction;
  evidence: Evidence[];
}

/** What became known after the last sheet: of these months, all confirmed, what none of their sheets counts. */
export function uncountedRows(
  facts: ScoreFacts,
  { contract, others }: Pick<Counting, 'contract' | 'others'>,
): UncountedRow[] {
  const taken = new Set(others.flatMap(({ counted }) => counted));
  const itemsOf = monthItems(contract, facts);
  return others.flatMap(({ month }) => {
    const { items, repair } = itemsOf(month);
    const costs = items.flatMap(({ code, deductions }) =>
      deductions
        .filter(({ evidence }) => costRows(code, evidence).some((row) => !taken.has(row)))
        .map(({ cause, points, evidence }): UncountedRow => ({ month, code, cause, points, evidence })),
    );
    const repairs = repair.counted.filter((id) => !taken.has(rowKey('P5', 'FAULT', id)));
    return [
      ...costs,
      ...repairs.map((id): UncountedRow => {
        const evidence: Evidence[] = [{ kind: 'FAULT', id }];
        return { month, code: 'P5', cause: 'TIMELY_REPAIR', points: fraction(0), evidence };
      }),
    ];
  });
}

/**
 * What a month counts, row by row: those of P5's two numbers, and whatever costs. Availability has none.
 */
function countedRows(contract: ScoreContract, facts: ScoreFacts): (month: Month) => Set<string> {
  const itemsOf = monthItems(contract, facts);
  return (month) => {
    const { items, repair } = itemsOf(month);
    return rowsOfItems(items, repair);
  };
}

/** The items of a month but P5 and P6, and what P5 counts. What is the same for every month is found out once. */
function monthItems(contract: ScoreContract, facts: ScoreFacts) {
  const repeats = repeatsOf(contract, facts.faults);
  const outcomes = repairOutcomes(contract, facts.faults, Infinity);
  return (month: Month) => ({
    items: [
      ...managementItems(contract, month, facts),
      ...itemsByRow(contract, month, facts, repeats),
      ...serviceItems(contract, month, facts),
      directDeduction(facts, month, fraction(0)),
    ],
    repair: timelyRepairOf(outcomes, month),
  });
}

/** @param items without P5, whose rows are those of `repair`, and P6, which has none */
function rowsOfItems(items: readonly ScoredItem[], repair: TimelyRepair): Set<string> {
  const costs = items.flatMap(({ code, deductions }) =>
    deductions.flatMap(({ evidence }) => costRows(code, evidence)),
  );
  return new Set([...costs, ...repair.counted.map((id) => rowKey('P5', 'FAULT', id))]);
}

/** The row a deduction of this item is for: the last of its evidence. */
export const costRows = (code: string, evidence: readonly Evidence[]): string[] =>
  evidence.slice(-1).map(({ kind, id }) => rowKey(itemOfRow(code, kind), kind, id));

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
