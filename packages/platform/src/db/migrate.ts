import { DataSource } from 'typeorm';
import type { DataSourceOptions } from 'typeorm';

const NO_SUCH_TABLE = '42P01';

/** What a service's migrate program does: brings the schema up to date or, with `--pending`, only says what is missing. */
export async function migrate(options: DataSourceOptions): Promise<void> {
  if (!process.argv.includes('--pending')) await runMigrations(options);
  else process.stdout.write(`${JSON.stringify(await pendingMigrations(options))}\n`);
}

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

/** Names of those that were not run yet; changes nothing. */
export async function pendingMigrations(options: DataSourceOptions): Promise<string[]> {
  const dataSource = await new DataSource(options).initialize();
  try {
    const done = await dataSource.query<{ name: string }[]>('SELECT name FROM migration').catch((error) => {
      if ((error as { code?: unknown }).code === NO_SUCH_TABLE) return [];
      throw error;
    });
    const run = new Set(done.map(({ name }) => name));
    return dataSource.migrations.map(({ constructor }) => constructor.name).filter((name) => !run.has(name));
  } finally {
    await dataSource.destroy();
  }
}
