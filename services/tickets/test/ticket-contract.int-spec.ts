import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { runMigrations } from '@zhishou/platform/db/migrate';
import { freshDatabase, type FreshDatabase } from '@zhishou/testkit/database';
import { DataSource, type MigrationInterface } from 'typeorm';
import { TicketContract1796310000001 } from '../src/migrations/1796310000001-ticket-contract.migration.js';
import { ticketsDatabase } from '../src/tickets.database.js';

let database: FreshDatabase;

beforeAll(async () => {
  database = await freshDatabase('tickets');
});

afterAll(() => database?.drop());

it('tickets from before contracts had ids belong to the contract they were reported under', async () => {
  const options = ticketsDatabase(database.url);
  const migrations = options.migrations as (new () => MigrationInterface)[];
  const before = migrations.slice(0, migrations.indexOf(TicketContract1796310000001));
  await runMigrations({ ...options, migrations: before });
  const db = await new DataSource({ ...options, migrations: [] }).initialize();
  await db.query(
    `INSERT INTO contract_version VALUES ('v1', 'shaoguan-2026', '2026-06-28', '{"name": "shaoguan-2026"}')`,
  );
  await db.query(`
    INSERT INTO ticket (id, number, kind, state, round, version, summary, channel, units_affected, reported_at,
      started_at, reported_by_id, contract_version, process)
    VALUES ('tkt_1', '1', 'OTHER', 'REPORTED', 1, 0, '旧', 'WEB', 0, now(), now(), 'psn_1', 'v1', '{}')`);
  await runMigrations(options);
  expect(await db.query('SELECT contract_id FROM ticket')).toEqual([{ contract_id: 'shaoguan-2026' }]);
  expect(await db.query('SELECT contract_id, content FROM contract_version')).toEqual([
    {
      contract_id: 'shaoguan-2026',
      content: { id: 'shaoguan-2026', name: 'shaoguan-2026', keptFromDay: null },
    },
  ]);
  await db.destroy();
});
