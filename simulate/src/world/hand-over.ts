import type pg from 'pg';
import type { OpenedService } from './open-service.js';

/**
 * Leaves what is going on to those who carry it by real time: whatever is still to be carried has no workflow yet, and gets
 * one like anything that is owed one. What is over needs none.
 */
export async function handOver(client: pg.Client, services: readonly OpenedService[]): Promise<void> {
  for (const { name, db, recordings } of services)
    for (const { table } of recordings) {
      const { tableName } = db.getMetadata(table.entity);
      await client.query(
        `UPDATE ${name}.${tableName} AS ${table.kind} SET process_started_at = NULL WHERE ${table.carriedNow}`,
      );
    }
  // what the simulation has committed it did not wait for
  await client.query('CHECKPOINT');
}
