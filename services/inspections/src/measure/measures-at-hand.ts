import type { PaperReach } from '@zhishou/rules/inspection/paper-reach';
import type { EntityManager } from 'typeorm';
import { Measure } from './measure.entity.js';

/**
 * The measures of a month, by their day: those that are open, and those that were so when it began; also of faults under
 * the contract before, since they are still to be done.
 */
export const measuresAtHand = (
  manager: EntityManager,
  { standsAt, toldBefore }: Pick<PaperReach, 'standsAt' | 'toldBefore'>,
): Promise<Measure[]> =>
  manager
    .createQueryBuilder(Measure, 'measure')
    .where('measure.addedAt <= :by AND (measure.closedAt IS NULL OR measure.closedAt > :after)', {
      by: new Date(standsAt),
      after: new Date(toldBefore),
    })
    .orderBy('measure.dueOn')
    .addOrderBy('measure.id')
    .getMany();
