import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { freshDatabase, type FreshDatabase } from '@zhishou/testkit/database';
import { DataSource } from 'typeorm';
import { ContractVersion } from '../src/contract/contract-version.entity.js';
import { Contracts1796310000000 } from '../src/contract/contract.migration.js';
import { ContractStore } from '../src/contract/contract.store.js';
import { loadContract } from '../src/contract/load-contract.js';
import { dataSourceOptions } from '../src/db/data-source.js';
import { runMigrations } from '../src/db/migrate.js';
import { SAMPLE_MIGRATIONS } from './sample.migration.js';

const demo = loadContract(fileURLToPath(new URL('../../../contracts/demo-seconds', import.meta.url)));
const next = { ...demo, id: 'demo-next', version: 'next', signedOn: '2026-06-01' };

let database: FreshDatabase;
let db: DataSource;

beforeAll(async () => {
  const optionsOf = (url: string) =>
    dataSourceOptions({
      schema: 'contracts',
      entities: [ContractVersion],
      migrations: [...SAMPLE_MIGRATIONS, Contracts1796310000000],
      url,
    });
  database = await freshDatabase('contracts', (url) => runMigrations(optionsOf(url)));
  db = await new DataSource(optionsOf(database.url)).initialize();
});

afterAll(async () => {
  await db?.destroy();
  await database?.drop();
});

beforeEach(() => db.query('TRUNCATE contract_version'));

const kept = () => db.query<object[]>('SELECT contract_id, version FROM contract_version ORDER BY signed_on');

async function audited(work: () => Promise<unknown>): Promise<string[]> {
  const count = 'SELECT count(*)::int AS before FROM audit_entry';
  const [{ before }] = await db.query<[{ before: number }]>(count);
  await work();
  const rows = await db.query<{ aggregate_id: string }[]>(
    'SELECT aggregate_id FROM audit_entry ORDER BY seq OFFSET $1',
    [before],
  );
  return rows.map(({ aggregate_id }) => aggregate_id);
}

describe('the versions of contracts', () => {
  it('are kept for ever, for whichever process asks, also when another is loaded', async () => {
    await new ContractStore(db).load([demo]);
    await new ContractStore(db).load([next]);
    expect(await kept()).toEqual([
      { contract_id: 'demo-seconds', version: demo.version },
      { contract_id: 'demo-next', version: 'next' },
    ]);
    expect(await new ContractStore(db).byVersion(demo.version)).toEqual(demo);
    await expect(new ContractStore(db).byVersion('unheard-of')).rejects.toThrow();
  });

  it('are entered into the chain once each, and again when their content is told otherwise', async () => {
    const store = new ContractStore(db);
    expect(await audited(() => store.load([demo, next]))).toEqual([demo.version, 'next']);
    expect(await audited(() => new ContractStore(db).load([next, demo]))).toEqual([]);
    expect(await audited(() => store.load([demo, { ...next, title: '另' }]))).toEqual(['next']);
  });

  it('are loaded by processes that start at the same instant as by one', async () => {
    const loads = () => Promise.all([1, 2, 3].map(() => new ContractStore(db).load([demo, next])));
    expect(await audited(loads)).toEqual([demo.version, 'next']);
  });
});

describe('what a service makes of its contracts', () => {
  it('is done whenever they are loaded; what it changes is on record under the contract in force', async () => {
    const seen: string[][] = [];
    const store = new ContractStore(db, (_, contracts) => {
      seen.push(contracts.map(({ id }) => id));
      return Promise.resolve(seen.length === 2);
    });
    const load = () => store.load([demo, next]);
    await load();
    expect(await audited(load)).toEqual(['next']);
    expect(await audited(load)).toEqual([]);
    expect(seen).toEqual(Array(3).fill(['demo-seconds', 'demo-next']));
  });

  it('and the versions are kept together or not at all', async () => {
    const store = new ContractStore(db, () => Promise.reject(new Error('cannot be used')));
    await expect(store.load([demo])).rejects.toThrow('cannot be used');
    expect(await kept()).toEqual([]);
  });
});
