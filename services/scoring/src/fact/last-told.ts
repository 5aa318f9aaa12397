import type { EntityManager } from 'typeorm';

/** What an event says of its subject as a whole; others tell of something beside it: a photo, a drift. */
const WHOLE = ['ticket', 'visit', 'task', 'serviceEvent'];

/**
 * How each of these subjects stands, as it was told last.
 * @param upTo the number of the last fact that is read; null: every one there is
 */
export async function lastTold(
  manager: EntityManager,
  subjects: readonly string[],
  upTo: number | null,
): Promise<Map<string, unknown>> {
  const rows = await manager.query<{ subject: string; data: unknown }[]>(
    `SELECT DISTINCT ON (subject) subject, data FROM fact
     WHERE subject = ANY($1) AND data ?| $3 AND ($2::bigint IS NULL OR seq <= $2) ORDER BY subject, seq DESC`,
    [subjects, upTo, WHOLE],
  );
  return new Map(rows.map(({ subject, data }) => [subject, data]));
}
