import 'reflect-metadata';
import { dataSourceOptions } from '@zhishou/platform/db/data-source';
import { runMigrations } from '@zhishou/platform/db/migrate';
import { Tickets1782576000000 } from './migrations/1782576000000-tickets.migration.js';
import { TICKETS_ENTITIES, TICKETS_SCHEMA } from './tickets.entities.js';

await runMigrations(
  dataSourceOptions({
    schema: TICKETS_SCHEMA,
    entities: TICKETS_ENTITIES,
    migrations: [Tickets1782576000000],
  }),
);
