import 'reflect-metadata';
import { dataSourceOptions } from '@zhishou/platform/db/data-source';
import { migrate } from '@zhishou/platform/db/migrate';
import { DIRECTORY_MIGRATIONS, DIRECTORY_SCHEMA } from './directory.entities.js';

await migrate(
  dataSourceOptions({ schema: DIRECTORY_SCHEMA, entities: [], migrations: DIRECTORY_MIGRATIONS }),
);
