import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';

/**
 * Files what was stored before the step that names it, in the transaction of the step: what is not filed was never
 * named, and may be pruned.
 * @throws Error when it is stored no longer: the step is not taken then, and whoever asks again stores it again
 */
export async function fileStored<Row extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityTarget<Row>,
  id: string,
  filed: QueryDeepPartialEntity<Row>,
): Promise<void> {
  const { affected } = await manager.update(entity, id, filed);
  if (affected !== 1) throw new Error(`${id} is stored no longer`);
}
