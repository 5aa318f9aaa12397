import type { EntityManager } from 'typeorm';
import type { Cycle } from '../cycle/cycle.entity.js';
import { Measure } from './measure.entity.js';

/**
 * The measures of a month, by their day: those that are open, and those that were so when it began; also of faults under
 * the contract before, since they are still to be done.
 */
export const measuresAtHand = (
  manager: EntityManager,
  { process }: Pick<Cycle, 'process'>,
): Promise<Measure[]> =>
  manager
    .createQueryBuilder(Measure, 'measure')
    .where('measure.addedAt < :to AND (measure.closedAt IS NULL OR measure.closedAt >= :from)', {
      from: new Date(process.from),
      to: new Date(process.to),
    })
    .orderBy('measure.dueOn')
    .addOrderBy('measure.id')
    .getMany();
