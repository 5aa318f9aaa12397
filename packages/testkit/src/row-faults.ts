import type { Fault } from '@zhishou/platform/audit/verdict';
import { rowFaults } from '@zhishou/platform/audit/verify-rows';
import { inTransaction } from '@zhishou/platform/db/transaction';
import type { DataSource } from 'typeorm';

/** Thrown so that the transaction is taken back. */
class Seen extends Error {
  constructor(readonly faults: Fault[]) {
    super('seen');
  }
}

/** What the audit finds wrong with the rows of the service after this change, which is taken back. */
export async function rowFaultsAfter(
  db: DataSource,
  service: string,
  sql: string,
  parameters: unknown[] = [],
): Promise<Fault[]> {
  try {
    return await inTransaction(db, async (manager) => {
      await manager.query(sql, parameters);
      throw new Seen(await rowFaults(manager, service));
    });
  } catch (error) {
    if (error instanceof Seen) return error.faults;
    throw error;
  }
}
