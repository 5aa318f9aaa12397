import type { Case, Step } from '@zhishou/rules/life';
import type { EntityManager, FindOptionsWhere } from 'typeorm';
import type { CaseRow, CaseTable } from './case-table.js';

/** Whoever holds this lock decides what comes first: a step, a mark, or a caller who gives up. */
export async function lockCase<Row extends CaseRow<C>, C extends Case, S extends Step>(
  manager: EntityManager,
  { entity }: Pick<CaseTable<Row, C, S>, 'entity'>,
  id: string,
): Promise<Row> {
  return manager.findOneOrFail(entity, {
    where: { id } as FindOptionsWhere<Row>,
    lock: { mode: 'pessimistic_write' },
  });
}
