import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { verifyChains } from '../src/audit/verify-chains.js';
import { writeAudit } from '../src/audit/audit.js';
import { type SampleDatabase, sampleDatabase } from './sample-database.js';

let database: SampleDatabase;

const query = (sql: string) => database.dataSource.query(sql);

beforeAll(async () => {
  database = await sampleDatabase();
  await asSuperuser(`CREATE SCHEMA directory AUTHORIZATION CURRENT_USER`);
  await asSuperuser(`CREATE TABLE directory.audit_log (service text, seq bigint, hash text)`);
});
afterAll(() => database?.drop());

/** The copy is out of the reach of the service's own role. */
async function asSuperuser(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl() });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

function superuserUrl(): string {
  const url = new URL(process.env.DATABASE_URL!);
  url.pathname = new URL(database.url).pathname;
  return url.href;
}

const write = (n: number) =>
  database.dataSource.transaction((manager) =>
    writeAudit(manager, {
      actorId: 'psn_1',
      action: 'changeThing',
      aggregateId: 'thing',
      after: { n },
      at: new Date(),
    }),
  );

beforeEach(async () => {
  await query('TRUNCATE audit_entry');
  await query(`UPDATE audit_head SET seq = 0, hash = repeat('0', 64)`);
  for (let n = 1; n <= 4; n += 1) await write(n);
  await asSuperuser('TRUNCATE directory.audit_log');
  await asSuperuser(
    `INSERT INTO directory.audit_log SELECT 'sample', seq, hash FROM sample.audit_entry WHERE seq < 4`,
  );
});

const verify = async () => (await verifyChains(superuserUrl(), ['sample']))[0];

describe('a verified chain', () => {
  it('is whole, also while others add to it and the copy lags behind', async () => {
    const [verdict] = await Promise.all([verify(), write(5), write(6), write(7)]);
    expect(verdict).toMatchObject({ service: 'sample', ok: true });
    expect(await verify()).toEqual({ service: 'sample', ok: true, entries: 7 });
  });

  it('names the first entry that was changed or is missing', async () => {
    await query(`UPDATE audit_entry SET actor_id = 'psn_2' WHERE seq = 2`);
    expect(await verify()).toEqual({ service: 'sample', ok: false, entries: 1, seq: 2, problem: 'CHANGED' });
    await query('DELETE FROM audit_entry WHERE seq = 2');
    expect(await verify()).toEqual({ service: 'sample', ok: false, entries: 1, seq: 2, problem: 'MISSING' });
  });

  it('is not believed when it was written anew as a whole: the copy says so', async () => {
    await query('TRUNCATE audit_entry');
    await query(`UPDATE audit_head SET seq = 0, hash = repeat('0', 64)`);
    for (let n = 1; n <= 4; n += 1) await write(n === 3 ? 33 : n);
    expect(await verify()).toEqual({
      service: 'sample',
      ok: false,
      entries: 4,
      seq: 1,
      problem: 'UNLIKE_COPY',
    });
  });

  it('is not believed when its end was cut off together with its head', async () => {
    await query('DELETE FROM audit_entry WHERE seq >= 3');
    await query(`UPDATE audit_head SET seq = 2, hash = (SELECT hash FROM audit_entry WHERE seq = 2)`);
    expect(await verify()).toEqual({
      service: 'sample',
      ok: false,
      entries: 2,
      seq: 3,
      problem: 'UNLIKE_COPY',
    });
  });
});
