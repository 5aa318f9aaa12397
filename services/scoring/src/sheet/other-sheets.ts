import type { Month } from '@zhishou/rules/month';
import type { OtherSheet } from '@zhishou/rules/score/count-late';
import { type EntityManager, In, IsNull, Not } from 'typeorm';
import { rowsOf } from './computed-sheet.js';
import { Scoring } from './scoring.entity.js';
import { ScoreSheet } from './sheet.entity.js';

/** Another sheet of the contract as it was when one was scored. */
export interface ScoredBefore {
  month: Month;
  scoringId: string;
  isConfirmed: boolean;
}

/** The other sheets of the contract that are scored by now, in the order of their months; none on paper. */
export async function scoredBefore(
  manager: EntityManager,
  { id, contractId }: Pick<ScoreSheet, 'id' | 'contractId'>,
): Promise<ScoredBefore[]> {
  const where = { contractId, id: Not(id), scoringId: Not(IsNull()) };
  const sheets = await manager.find(ScoreSheet, { where, order: { month: 'ASC' } });
  return sheets
    .filter(({ process }) => !process.onPaper)
    .map(({ month, scoringId, state }) => ({
      ...{ month, scoringId: scoringId!, isConfirmed: state === 'CONFIRMED' },
    }));
}

/** What each of them counts. */
export async function countedByOthers(
  manager: EntityManager,
  others: readonly ScoredBefore[],
): Promise<OtherSheet[]> {
  if (others.length === 0) return [];
  const ids = others.map(({ scoringId }) => scoringId);
  const scorings = new Map((await manager.findBy(Scoring, { id: In(ids) })).map((one) => [one.id, one]));
  return others.map(({ month, scoringId, isConfirmed }) => ({
    ...{ month, isConfirmed, counted: rowsOf(scorings.get(scoringId)!.result) },
  }));
}
