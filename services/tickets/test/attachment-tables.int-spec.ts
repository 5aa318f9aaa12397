import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Attachments1796200000000 } from '@zhishou/attachments/attachments.migration';
import { dataSourceOptions } from '@zhishou/platform/db/data-source';
import { runMigrations } from '@zhishou/platform/db/migrate';
import { freshDatabase, type FreshDatabase } from '@zhishou/testkit/database';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { ticketsDatabase } from '../src/tickets.database.js';

/** What a table is made of, but for references: whether there is one to what files are attached to is each service's affair. */
const SHAPE = `
  SELECT tablename AS table, indexname AS name, replace(indexdef, current_schema() || '.', '') AS definition FROM pg_indexes
  WHERE schemaname = current_schema() AND tablename = ANY ($1)
  UNION ALL
  SELECT table_name, column_name, concat_ws(' ', data_type, datetime_precision, is_nullable, column_default)
  FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = ANY ($1)
  UNION ALL
  SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
  WHERE connamespace = current_schema()::regnamespace AND contype NOT IN ('f', 'n') AND conrelid::regclass::text = ANY ($1)
  ORDER BY 1, 2, 3`;

let migrated: FreshDatabase;
let begun: FreshDatabase;

const begin = (url: string) =>
  dataSourceOptions({ schema: 'keeper', entities: [], migrations: [Attachments1796200000000], url });

beforeAll(async () => {
  [migrated, begun] = await Promise.all([
    freshDatabase('tickets', (url) => runMigrations(ticketsDatabase(url))),
    freshDatabase('keeper', (url) => runMigrations(begin(url))),
  ]);
});

afterAll(() => Promise.all([migrated?.drop(), begun?.drop()]));

async function shapeIn(database: DataSourceOptions): Promise<{ table: string }[]> {
  const db = await new DataSource(database).initialize();
  const tables = ['attachment', 'stray_object', 'upload'];
  const shape = await db.query<{ table: string }[]>(SHAPE, [tables]);
  await db.destroy();
  expect([...new Set(shape.map(({ table }) => table))]).toEqual(tables);
  return shape;
}

it('the tables of files came to be what those of a service that begins to keep some are', async () => {
  expect(await shapeIn(ticketsDatabase(migrated.url))).toEqual(await shapeIn(begin(begun.url)));
});
