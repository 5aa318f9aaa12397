import { DataSource } from 'typeorm';
import type { DataSourceOptions } from 'typeorm';

/** Runs what migrations are pending, one process at a time, and returns their names. */
export async function runMigrations(options: DataSourceOptions): Promise<string[]> {
  const dataSource = await new DataSource(options).initialize();
  const lock = dataSource.createQueryRunner();
  try {
    await lock.query(`SELECT pg_advisory_lock(hashtextextended('migrate:' || current_schema(), 0))`);
    const done = await dataSource.runMigrations();
    return done.map(({ name }) => name);
  } finally {
    await lock.release();
    await dataSource.destroy();
  }
}
