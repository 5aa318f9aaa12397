import { type Day, dayOf } from '@zhishou/rules/month';
import type { EntityManager } from 'typeorm';

interface MadeDay {
  visitId: string;
  day: Day;
}

/** On which day these visits were made, as the last record of each says; none of one without a record. */
export async function madeDays(manager: EntityManager, visitIds: readonly string[]): Promise<MadeDay[]> {
  const begun = await manager.query<{ id: string; at: string }[]>(
    `SELECT DISTINCT ON (visit_id) visit_id AS id, started_at AS at FROM record
     WHERE visit_id = ANY ($1) AND round IS NOT NULL ORDER BY visit_id, round DESC`,
    [visitIds],
  );
  return begun.map(({ id, at }) => ({ visitId: id, day: dayOf(Date.parse(at)) }));
}
