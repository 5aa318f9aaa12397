import 'reflect-metadata';
import { dataSourceOptions } from '@zhishou/platform/db/data-source';
import { runMigrations } from '@zhishou/platform/db/migrate';
import { DIRECTORY_SCHEMA } from './directory.entities.js';
import { Start1782576000000 } from './migrations/start.migration.js';

await runMigrations(
  dataSourceOptions({ schema: DIRECTORY_SCHEMA, entities: [], migrations: [Start1782576000000] }),
);
