import { add, compare, decimal, fraction, type Fraction, subtract } from '../fraction.js';
import type { Month } from '../month.js';
import { countedIn } from './counted-month.js';
import type { Deduction, DeductionCause, EvidenceKind, ScoredItem } from './item.types.js';

const ZERO = fraction(0);

export const least = (a: Fraction, b: Fraction): Fraction => (compare(a, b) <= 0 ? a : b);
export const most = (a: Fraction, b: Fraction): Fraction => (compare(a, b) >= 0 ? a : b);

export const sum = (amounts: readonly Fraction[]): Fraction => amounts.reduce(add, ZERO);

/** An item with what is left of its points: never below 0, never above `of` (domain §6). */
export function itemOf<Code extends ScoredItem['code']>(
  code: Code,
  of: number,
  deductions: Deduction[],
): ScoredItem & { code: Code } {
  const left = subtract(decimal(of), sum(deductions.map(({ points }) => points)));
  return { code, of, points: least(most(left, ZERO), decimal(of)), deductions };
}

/** What one row costs, and why; null: nothing. */
export interface Cost {
  points: number;
  cause: DeductionCause;
}

/**
 * The deductions of the rows that the month's sheet counts.
 * @param monthOf the month a row belongs to by itself
 */
export function deductionsOf<Row extends { id: string; countIn: Month | null }>(
  kind: EvidenceKind,
  rows: readonly Row[],
  {
    sheet,
    monthOf,
    costOf,
  }: { sheet: Month; monthOf: (row: Row) => Month; costOf: (row: Row) => Cost | null },
): Deduction[] {
  return rows.flatMap((row) => {
    const counted = countedIn(sheet, monthOf(row), row.countIn);
    const cost = counted && costOf(row);
    if (!cost) return [];
    const evidence = [{ kind, id: row.id }];
    return [{ points: decimal(cost.points), cause: cost.cause, evidence, month: counted.late }];
  });
}
