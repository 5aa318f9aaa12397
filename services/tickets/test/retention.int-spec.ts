import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { runMigrations } from '@zhishou/platform/db/migrate';
import { Janitor } from '@zhishou/platform/janitor/janitor';
import { createLogger } from '@zhishou/platform/log';
import { freshDatabase } from '@zhishou/testkit/database';
import type { FreshDatabase } from '@zhishou/testkit/database';
import { DataSource } from 'typeorm';
import { ticketsDatabase } from '../src/tickets.database.js';
import { TICKETS_RETENTION } from '../src/tickets.retention.js';

process.env.LOG_LEVEL = 'silent';
let database: FreshDatabase;
let tickets: DataSource;

beforeAll(async () => {
  database = await freshDatabase('tickets', (url) => runMigrations(ticketsDatabase(url)));
  tickets = await new DataSource(ticketsDatabase(database.url)).initialize();
});
afterAll(async () => {
  await tickets?.destroy();
  await database?.drop();
});

it('forgets attempts that nobody can make any more, and sessions whose tokens are over', async () => {
  await tickets.query('ALTER TABLE abandoned_attempt DROP CONSTRAINT abandoned_attempt_ticket_id_fkey');
  await tickets.query(`INSERT INTO abandoned_attempt (attempt_id, case_id, abandoned_at)
    VALUES ('old', 'tkt_1', now() - interval '91 days'), ('new', 'tkt_1', now() - interval '89 days')`);
  await tickets.query(`INSERT INTO ended_session VALUES ('old', now() - interval '2 days'), ('new', now())`);
  const janitor = new Janitor(tickets, createLogger('test'), TICKETS_RETENTION);
  expect(await janitor.round()).toEqual({ ended_session: 1, abandoned_attempt: 1 });
  expect(await tickets.query('SELECT attempt_id FROM abandoned_attempt')).toEqual([{ attempt_id: 'new' }]);
});
