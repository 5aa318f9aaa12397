import { type Day, dayOf } from '@zhishou/rules/month';
import type { EntityManager } from 'typeorm';
import type { Finding } from '../finding/finding.entity.js';

type Found = Pick<Finding, 'id' | 'foundAt'>;

/**
 * On which day these were found: that of the visit, as the record says that told of it, which may have arrived days later;
 * of one without a record when it arrived.
 */
export async function foundDays(
  manager: EntityManager,
  findings: readonly Found[],
): Promise<(finding: Found) => Day> {
  const begun = await manager.query<{ id: string; at: string }[]>(
    `SELECT DISTINCT ON (finding.id) finding.id, record.started_at AS at FROM finding JOIN record USING (visit_id)
     WHERE finding.id = ANY ($1) AND record.round IS NOT NULL AND record.arrived_at <= finding.found_at
     ORDER BY finding.id, record.round DESC`,
    [findings.map(({ id }) => id)],
  );
  const days = new Map(begun.map(({ id, at }) => [id, dayOf(Date.parse(at))]));
  return ({ id, foundAt }) => days.get(id) ?? dayOf(foundAt.getTime());
}
