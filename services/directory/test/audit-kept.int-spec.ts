import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dataSourceOptions } from '@zhishou/platform/db/data-source';
import { runMigrations } from '@zhishou/platform/db/migrate';
import { provision } from '@zhishou/platform/db/provision';
import { freshDatabase } from '@zhishou/testkit/database';
import type { FreshDatabase } from '@zhishou/testkit/database';
import { DataSource } from 'typeorm';
import { AuditService } from '../src/audit/audit.service.js';
import { DIRECTORY_MIGRATIONS, DIRECTORY_SCHEMA } from '../src/directory.entities.js';

const PASSWORD = 'of-the-directory-in-tests';
let database: FreshDatabase;
let directory: DataSource;

beforeAll(async () => {
  database = await freshDatabase('other');
  const url = new URL(process.env.DATABASE_URL!);
  url.pathname = new URL(database.url).pathname;
  await provision(url.href, { directory: PASSWORD });
  await provision(url.href, { directory: PASSWORD });
  [url.username, url.password] = ['directory', PASSWORD];
  const schema = DIRECTORY_SCHEMA;
  const options = dataSourceOptions({
    schema,
    entities: [],
    migrations: DIRECTORY_MIGRATIONS,
    url: url.href,
  });
  await runMigrations(options);
  directory = await new DataSource(options).initialize();
});
afterAll(async () => {
  await directory?.destroy();
  await database?.drop();
});

const event = {
  service: 'tickets',
  seq: 1,
  at: '2026-07-18T02:00:00.000Z',
  actorId: 'psn_1',
  actorRole: null,
};
const entry = {
  ...event,
  action: 'x',
  aggregateId: 'tkt_1',
  before: null,
  after: { n: 1 },
  address: null,
  requestId: null,
};
const data = { ...entry, previousHash: '0', hash: '1' };

describe("the auditor's copy", () => {
  it('is read and added to by the directory', async () => {
    const keep = () => new AuditService(directory).keep([{ data } as never, { data } as never]);
    await keep();
    await keep();
    expect(await directory.query('SELECT service, seq, hash FROM audit_log')).toEqual([
      { service: 'tickets', seq: '1', hash: '1' },
    ]);
  });

  it.each([
    `UPDATE audit_log SET hash = '2'`,
    'DELETE FROM audit_log',
    'TRUNCATE audit_log',
    'ALTER TABLE audit_log ADD COLUMN more text',
    'ALTER TABLE audit_log OWNER TO directory',
    'GRANT ALL ON audit_log TO directory',
    'SET ROLE audit_keeper',
  ])('is nothing it may change: %s', async (sql) => {
    await directory.query(sql).catch((error: { code?: string }) => expect(error.code).toBe('42501'));
    expect(await directory.query('SELECT hash FROM audit_log')).toEqual([{ hash: '1' }]);
    expect(await directory.query(`SELECT has_table_privilege('audit_log', 'UPDATE') AS may`)).toEqual([
      { may: false },
    ]);
  });
});
