import { freshDatabase } from '@zhishou/testkit/database';
import type { FreshDatabase } from '@zhishou/testkit/database';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../src/db/data-source.js';
import { runMigrations } from '../src/db/migrate.js';
import { PersonProjection } from '../src/people/person.entity.js';
import { SAMPLE_MIGRATIONS } from './sample.migration.js';

export interface SampleDatabase {
  url: string;
  dataSource: DataSource;
  drop(): Promise<void>;
}

/** A database with what every service begins with, and nothing else. */
export async function sampleDatabase(): Promise<SampleDatabase> {
  const optionsOf = (url: string) =>
    dataSourceOptions({
      schema: 'sample',
      entities: [PersonProjection],
      migrations: SAMPLE_MIGRATIONS,
      url,
    });
  const database: FreshDatabase = await freshDatabase('sample', (url) => runMigrations(optionsOf(url)));
  const dataSource = await new DataSource(optionsOf(database.url)).initialize();
  return {
    url: database.url,
    dataSource,
    drop: async () => {
      await dataSource.destroy();
      await database.drop();
    },
  };
}
