import type { EntityManager } from 'typeorm';

/**
 * What was told last of each of these subjects.
 * @param upTo the number of the last fact that is read; null: every one there is
 */
export async function lastTold(
  manager: EntityManager,
  subjects: readonly string[],
  upTo: number | null,
): Promise<Map<string, unknown>> {
  const rows = await manager.query<{ subject: string; data: unknown }[]>(
    `SELECT DISTINCT ON (subject) subject, data FROM fact
     WHERE subject = ANY($1) AND ($2::bigint IS NULL OR seq <= $2) ORDER BY subject, seq DESC`,
    [subjects, upTo],
  );
  return new Map(rows.map(({ subject, data }) => [subject, data]));
}
