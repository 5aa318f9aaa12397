import { databaseNow } from '@zhishou/platform/db/clock';
import { insertOnce } from '@zhishou/platform/db/insert-once';
import type { EntityManager } from 'typeorm';
import { Scoring } from './scoring.entity.js';
import type { ScoreSheet } from './sheet.entity.js';

/** What is known of a scoring before the step that names it. */
type ToStore = Pick<Scoring, 'id' | 'lastFact' | 'kept' | 'others' | 'hash' | 'result'>;

/** Stores a sheet as it was computed; the step that names it files it. */
export async function storeScoring(
  manager: EntityManager,
  { id: sheetId, contractVersion }: ScoreSheet,
  scoring: ToStore,
): Promise<void> {
  const storedAt = new Date(await databaseNow(manager));
  await insertOnce(manager, Scoring, { ...scoring, sheetId, contractVersion, storedAt, scoredAt: null });
}
