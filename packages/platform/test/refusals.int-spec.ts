import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { freshDatabase, type FreshDatabase } from '@zhishou/testkit/database';
import { type RunningService, startService } from '@zhishou/testkit/running-service';
import { DataSource } from 'typeorm';
import { verifyChain } from '../src/audit/verify-chain.js';
import type { Role } from '../src/auth/caller.js';
import { dataSourceOptions } from '../src/db/data-source.js';
import { runMigrations } from '../src/db/migrate.js';
import { FakeDirectory } from './fake-directory.js';
import { SAMPLE_MIGRATIONS } from './sample.migration.js';
import { SampleModule } from './sample.module.js';

let database: FreshDatabase;
let directory: FakeDirectory;
let service: RunningService;
let db: DataSource;

const start = () =>
  startService(
    { name: 'sample', module: SampleModule, probes: () => [] },
    {
      DATABASE_URL: database.url,
      KAFKA_PREFIX: `${randomUUID()}.`,
      JWKS_URL: directory.jwksUrl,
      DIRECTORY_URL: directory.url,
      LOG_LEVEL: 'silent',
    },
  );

beforeAll(async () => {
  database = await freshDatabase('sample');
  directory = await FakeDirectory.start();
  const options = dataSourceOptions({ schema: 'sample', entities: [], url: database.url });
  await runMigrations({ ...options, migrations: SAMPLE_MIGRATIONS });
  db = await new DataSource(options).initialize();
});

afterAll(async () => {
  await db?.destroy();
  await directory?.stop();
  await database?.drop();
});

beforeEach(async () => {
  await service?.stop();
  await db.query('TRUNCATE audit_entry');
  await db.query(`UPDATE audit_head SET seq = 0, hash = repeat('0', 64)`);
  service = await start();
});
afterAll(() => service?.stop());

let count = 0;
/** Somebody new, whom nobody has refused anything. */
const somebody = async (role: Role, ndaSigned = true) => {
  const id = `psn_${(count += 1)}`;
  return { id, as: await directory.token({ id, role, ndaSigned }) };
};

const ask = async (source: string, as: string) => {
  const { errors = [] } = await service.query(source, { as });
  return errors.map(({ extensions }) => extensions.code);
};

const entries = () => db.query<Record<string, unknown>[]>('SELECT * FROM audit_entry ORDER BY seq');

describe('a refused right', () => {
  it('leaves an entry of who asked for what, from where and in which request, and nothing else', async () => {
    const { id, as } = await somebody('BOT');
    const response = await fetch(`${service.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: as,
        'x-request-id': 'req-7',
        'x-zhishou-address': '203.0.113.9',
      },
      body: JSON.stringify({ query: '{ mine: thing { id } }' }),
    });
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
    expect(await entries()).toEqual([
      expect.objectContaining({
        actor_id: id,
        actor_role: 'BOT',
        action: 'refused',
        aggregate_id: 'Query.thing',
        before: null,
        after: { code: 'FORBIDDEN' },
        address: '203.0.113.9',
        request_id: 'req-7',
      }),
    ]);
    expect(await verifyChain(db.manager)).toEqual({ ok: true, entries: 1 });
  });

  it('is noted too when an NDA is missing, and when the service itself refuses', async () => {
    const unsigned = await somebody('PROVIDER_ENGINEER', false);
    expect(await ask('{ thing { id } }', unsigned.as)).toEqual(['NDA_REQUIRED']);
    const reporter = await somebody('BUREAU_REPORTER');
    expect(await ask('mutation { take(id: "of a colleague") }', reporter.as)).toEqual(['FORBIDDEN']);
    const found = await entries();
    expect(found.map((entry) => [entry.actor_id, entry.aggregate_id, entry.after])).toEqual([
      [unsigned.id, 'Query.thing', { code: 'NDA_REQUIRED' }],
      [reporter.id, 'Mutation.take', { code: 'FORBIDDEN' }],
    ]);
    expect(JSON.stringify(found)).not.toContain('of a colleague');
  });

  it('is one entry a request and field, however many rows refuse it', async () => {
    const { as } = await somebody('BUREAU_REPORTER');
    expect(await ask('{ things { id secret } }', as)).toContain('FORBIDDEN');
    expect((await entries()).map((entry) => entry.aggregate_id)).toEqual(['Thing.secret']);
  });

  it('is no entry where nobody is signed in', async () => {
    expect((await service.query('{ thing { id } }')).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect(await entries()).toEqual([]);
  });

  it('is counted, not written, when somebody floods; the count is written at the latest when the process ends', async () => {
    const { id, as } = await somebody('BOT');
    for (let request = 0; request < 30; request += 1) await ask('{ thing { id } }', as);
    expect(await entries()).toHaveLength(20);
    await service.stop();
    const last = (await entries()).at(-1);
    expect(last).toMatchObject({
      actor_id: id,
      aggregate_id: 'further refusals',
      after: { counts: { FORBIDDEN: 10 } },
    });
    expect(await verifyChain(db.manager)).toEqual({ ok: true, entries: 21 });
    service = await start();
  });

  it('is answered, and soon, also while the entry cannot be written', async () => {
    const { as } = await somebody('BOT');
    await ask('{ thing { id } }', as);
    const holder = db.createQueryRunner();
    await holder.startTransaction();
    await holder.query('SELECT FROM audit_head FOR UPDATE');
    const began = performance.now();
    expect(await ask('{ thing { id } }', as)).toEqual(['FORBIDDEN']);
    expect(performance.now() - began).toBeLessThan(2_000);
    await holder.rollbackTransaction();
    await holder.release();
    await db.query('ALTER TABLE audit_entry RENAME TO audit_entry_away');
    expect(await ask('{ thing { id } }', as)).toEqual(['FORBIDDEN']);
    await db.query('ALTER TABLE audit_entry_away RENAME TO audit_entry');
  });
});
