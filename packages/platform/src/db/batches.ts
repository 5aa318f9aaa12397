import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';

/** What PostgreSQL's protocol takes with a statement. */
export const MOST_PARAMETERS = 65_535;

/** All rows in their order, in as few parts as may go out with so many parameters for each row. */
export function batchesOf<Row>(rows: readonly Row[], parameters: number): Row[][] {
  const size = Math.floor(MOST_PARAMETERS / parameters);
  const count = Math.ceil(rows.length / size);
  return Array.from({ length: count }, (_, part) => rows.slice(part * size, (part + 1) * size));
}

/** Does `work` for all rows, in as few statements as may carry a parameter for each of their columns. */
export async function inBatches<Row extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityTarget<Row>,
  rows: readonly Row[],
  work: (batch: Row[]) => Promise<unknown>,
): Promise<void> {
  const { columns } = manager.connection.getMetadata(entity);
  for (const batch of batchesOf(rows, columns.length)) await work(batch);
}
