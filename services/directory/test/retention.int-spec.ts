import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dataSourceOptions } from '@zhishou/platform/db/data-source';
import { runMigrations } from '@zhishou/platform/db/migrate';
import { Janitor } from '@zhishou/platform/janitor/janitor';
import { createLogger } from '@zhishou/platform/log';
import { freshDatabase } from '@zhishou/testkit/database';
import type { FreshDatabase } from '@zhishou/testkit/database';
import { DataSource } from 'typeorm';
import { DIRECTORY_MIGRATIONS, DIRECTORY_SCHEMA } from '../src/directory.entities.js';
import { DIRECTORY_RETENTION } from '../src/directory.retention.js';

process.env.LOG_LEVEL = 'silent';
let database: FreshDatabase;
let directory: DataSource;

beforeAll(async () => {
  const options = (url: string) =>
    dataSourceOptions({ schema: DIRECTORY_SCHEMA, entities: [], migrations: DIRECTORY_MIGRATIONS, url });
  database = await freshDatabase(DIRECTORY_SCHEMA, (url) => runMigrations(options(url)));
  directory = await new DataSource(options(database.url)).initialize();
});
afterAll(async () => {
  await directory?.destroy();
  await database?.drop();
});

const ids = async (table: string, column: string): Promise<string[]> =>
  (await directory.query<{ id: string }[]>(`SELECT ${column} AS id FROM ${table} ORDER BY 1`)).map(
    ({ id }) => id,
  );

describe('what the directory keeps for some time only', () => {
  it('is sessions that are over, their tokens, and failed sign-ins', async () => {
    await directory.query(`INSERT INTO person (id, username, display_name, role, side, active, nda_signed, password_hash, created_at, updated_at)
      VALUES ('psn_1', 'li', '李', 'BOT', 'BUREAU', true, false, '', now(), now())`);
    await directory.query(`INSERT INTO session (id, person_id, address, started_at, ended_at) VALUES
      ('ended', 'psn_1', '', now() - interval '200 days', now() - interval '91 days'),
      ('ended-lately', 'psn_1', '', now() - interval '200 days', now() - interval '89 days'),
      ('open', 'psn_1', '', now() - interval '200 days', NULL),
      ('left', 'psn_1', '', now() - interval '200 days', NULL)`);
    await directory.query(`INSERT INTO refresh_token (hash, session_id, expires_at) VALUES
      ('of-ended', 'ended', now() - interval '91 days'), ('of-left', 'left', now() - interval '31 days'),
      ('of-open', 'open', now() + interval '1 hour')`);
    await directory.query(`INSERT INTO failed_attempt (key, points, expire) VALUES
      ('old', 1, extract(epoch FROM now() - interval '2 days') * 1000),
      ('new', 1, extract(epoch FROM now() - interval '1 hour') * 1000)`);
    const janitor = new Janitor(directory, createLogger('test'), DIRECTORY_RETENTION);
    expect(await janitor.round()).toEqual({ refresh_token: 2, session: 2, failed_attempt: 1 });
    expect(await ids('session', 'id')).toEqual(['ended-lately', 'open']);
    expect(await ids('refresh_token', 'hash')).toEqual(['of-open']);
    expect(await ids('failed_attempt', 'key')).toEqual(['new']);
  });
});
