import type { Contract } from '@zhishou/rules/contract/contract.types';
import type { ScoreItemCode } from '@zhishou/rules/contract/score-rules.types';
import {
  add,
  formatFraction,
  fraction,
  type Fraction,
  parseFraction,
  subtract,
} from '@zhishou/rules/fraction';
import type { Month } from '@zhishou/rules/month';
import { type EntityManager, In } from 'typeorm';
import type { ComputedSheet } from '../sheet/computed-sheet.js';
import { Scoring } from '../sheet/scoring.entity.js';
import { ScoreSheet } from '../sheet/sheet.entity.js';

/** What an item has cost in the months that are scored. */
export interface ItemLoss {
  code: ScoreItemCode;
  /** exact */
  points: string;
  deductions: number;
}

/** A month that is scored, and what of it stands. */
export interface ScoredMonth {
  month: Month;
  isConfirmed: boolean;
  result: ComputedSheet;
}

/** Those of these months that are scored, in their order. */
export async function scoredMonths(
  manager: EntityManager,
  contract: Contract,
  months: readonly Month[],
): Promise<ScoredMonth[]> {
  const sheets = await manager.find(ScoreSheet, {
    where: { contractId: contract.id, month: In([...months]) },
    order: { month: 'ASC' },
  });
  const ids = sheets.flatMap(({ scoringId }) => scoringId ?? []);
  const scorings = new Map(
    (await manager.findBy(Scoring, { id: In(ids) })).map((one) => [one.id, one.result]),
  );
  return sheets.flatMap(({ month, state, scoringId }) =>
    scoringId === null
      ? []
      : [{ month, isConfirmed: state === 'CONFIRMED', result: scorings.get(scoringId)! }],
  );
}

/** Item by item, after floor and cap; of a month on paper nothing is known. */
export function lossesOf(scored: readonly ScoredMonth[]): ItemLoss[] {
  const losses = new Map<ScoreItemCode, { points: Fraction; deductions: number }>();
  for (const { result } of scored)
    for (const { code, of, points, deductions } of result.items) {
      const before = losses.get(code) ?? { points: fraction(0), deductions: 0 };
      const lost = subtract(fraction(of), parseFraction(points));
      losses.set(code, {
        points: add(before.points, lost),
        deductions: before.deductions + deductions.length,
      });
    }
  return [...losses].map(([code, { points, deductions }]) => ({
    ...{ code, deductions, points: formatFraction(points) },
  }));
}
