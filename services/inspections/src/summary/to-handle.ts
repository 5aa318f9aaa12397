import type { HazardState } from '@zhishou/rules/inspection/hazard-life';
import { type EntityManager, In } from 'typeorm';
import { Cycle } from '../cycle/cycle.entity.js';
import { FOR_EVER } from '../for-ever.js';
import { AS_FOUND, Finding } from '../finding/finding.entity.js';
import { Hazard } from '../hazard/hazard.entity.js';

/** A finding that the month's summary has to tell of. */
export interface ToHandle {
  finding: Finding;
  /** null: it is a fault */
  hazard: HazardState | null;
  /** found in an earlier month: a hazard that is not gone yet, or what no summary has told of */
  carriedOver: boolean;
}

type Summed = Pick<Cycle, 'id' | 'contractId' | 'process'>;

/**
 * Every finding of the month, and of earlier ones what is still to be told of (domain §5.6): see `earlierFindings`. Where
 * two contracts meet in a month, that of the older one is the earlier.
 */
export async function findingsToHandle(manager: EntityManager, cycle: Summed): Promise<ToHandle[]> {
  const [ofMonth, earlier] = await Promise.all([
    manager.find(Finding, { where: { cycleId: cycle.id }, order: AS_FOUND }),
    earlierFindings(manager, cycle),
  ]);
  const findings = [...ofMonth, ...earlier];
  const hazards = await manager.findBy(Hazard, { id: In(findings.map((finding) => finding.id)) });
  const states = new Map(hazards.map((hazard) => [hazard.id, hazard.state]));
  return findings.map((finding) => ({
    finding,
    hazard: states.get(finding.id) ?? null,
    carriedOver: finding.cycleId !== cycle.id,
  }));
}

/**
 * Of earlier months the hazards that are open, also of the contract before, for the equipment is the same; and what no
 * summary has told of and none will, since its month was closed before the record arrived, or without one. What the month's
 * own summary tells of already stays in it.
 * @param knownUntil as it was at this instant; left out: as it is
 */
export const earlierFindings = (
  manager: EntityManager,
  { id, contractId, process: { from, summary } }: Summed,
  knownUntil = FOR_EVER,
): Promise<Finding[]> =>
  manager
    .createQueryBuilder(Finding, 'finding')
    .innerJoin(Cycle, 'cycle', 'cycle.id = finding.cycleId')
    .where(`(cycle.process ->> 'from')::bigint < :from AND finding.found_at <= :knownUntil`, { from })
    .andWhere(
      `(EXISTS (SELECT FROM hazard WHERE hazard.id = finding.id
          AND (hazard.closed_at IS NULL OR hazard.closed_at > :knownUntil))
        OR (cycle.process ->> 'closedAt')::bigint <= :known AND cycle.contract_id = :contractId AND finding.id NOT IN (
          SELECT told ->> 'findingId' FROM summary, jsonb_array_elements(summary.handlings) AS told
          WHERE summary.submitted_at <= :knownUntil AND summary.cycle_id <> :id)
        OR finding.id IN (SELECT told ->> 'findingId' FROM summary, jsonb_array_elements(summary.handlings) AS told
          WHERE summary.id = :summaryId))`,
      { id, contractId, summaryId: summary?.summaryId ?? '', knownUntil, known: knownUntil.getTime() },
    )
    .orderBy('finding.foundAt')
    .addOrderBy('finding.rank', 'DESC')
    .addOrderBy('finding.id')
    .getMany();
