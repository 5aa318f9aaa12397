import type { HazardState } from '@zhishou/rules/inspection/hazard-life';
import { type EntityManager, In } from 'typeorm';
import { Cycle } from '../cycle/cycle.entity.js';
import { Finding } from '../finding/finding.entity.js';
import { Hazard } from '../hazard/hazard.entity.js';

/** A finding that the month's summary has to tell of. */
export interface ToHandle {
  finding: Finding;
  /** null: it is a fault */
  hazard: HazardState | null;
  /** found in an earlier month, and not gone yet */
  carriedOver: boolean;
}

/**
 * Every finding of the month, and every hazard still open from earlier ones (domain §5.6), also of the contract before:
 * the equipment is the same. Where two contracts meet in a month, that of the older one is the earlier.
 */
export async function findingsToHandle(
  manager: EntityManager,
  { id, process: { from } }: Pick<Cycle, 'id' | 'process'>,
): Promise<ToHandle[]> {
  const [ofMonth, open] = await Promise.all([
    manager.find(Finding, { where: { cycleId: id }, order: { foundAt: 'ASC', id: 'ASC' } }),
    manager
      .createQueryBuilder(Finding, 'finding')
      .innerJoin(Hazard, 'hazard', 'hazard.id = finding.id AND hazard.closedAt IS NULL')
      .innerJoin(Cycle, 'cycle', 'cycle.id = finding.cycleId')
      .where(`(cycle.process ->> 'from')::bigint < :from`, { from })
      .orderBy('finding.foundAt')
      .addOrderBy('finding.id')
      .getMany(),
  ]);
  const findings = [...ofMonth, ...open];
  const hazards = await manager.findBy(Hazard, { id: In(findings.map((finding) => finding.id)) });
  const states = new Map(hazards.map((hazard) => [hazard.id, hazard.state]));
  return findings.map((finding) => ({
    finding,
    hazard: states.get(finding.id) ?? null,
    carriedOver: finding.cycleId !== id,
  }));
}
