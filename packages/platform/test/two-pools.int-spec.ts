import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@zhishou/testkit/eventually';
import { runInContext } from '../src/context.js';
import { dataSourceOptions } from '../src/db/data-source.js';
import { inTransaction } from '../src/db/transaction.js';
import { TwoPools } from '../src/db/two-pools.js';
import { apart } from '../src/graphql/loader.js';
import { PersonProjection } from '../src/people/person.entity.js';
import DataLoader from 'dataloader';
import { sampleDatabase, type SampleDatabase } from './sample-database.js';

const READERS = 2;

let database: SampleDatabase;
let pools: TwoPools;
beforeAll(async () => {
  database = await sampleDatabase();
  const options = dataSourceOptions({ schema: 'sample', entities: [PersonProjection], url: database.url });
  pools = await new TwoPools({ ...options, applicationName: 'pools' }, { readers: READERS }).initialize();
});
afterAll(async () => {
  await pools?.destroy();
  await database?.drop();
});

const reading = <T>(work: () => T): T => runInContext({ requestId: 'r', address: '', isReading: true }, work);
const changing = <T>(work: () => T): T => runInContext({ requestId: 'r', address: '' }, work);
const pidOf = async (): Promise<number> => {
  const [row] = await pools.query<{ pid: number }[]>('SELECT pg_backend_pid() AS pid');
  return row!.pid;
};
const people = () => pools.getRepository(PersonProjection).find();

/** As many queries as would fill both pools, each waiting for a lock that is not given. */
async function stuck(): Promise<{ queries: Promise<unknown>[]; letGo: () => Promise<void> }> {
  const lock = database.dataSource.createQueryRunner();
  await lock.startTransaction();
  await lock.query('LOCK TABLE person IN ACCESS EXCLUSIVE MODE');
  const queries = Array.from({ length: 20 }, () => reading(people));
  for (const query of queries) query.catch(() => undefined);
  await eventually(async () => {
    const [row] = await database.dataSource.query<{ count: number }[]>(
      `SELECT count(*)::int AS count FROM pg_stat_activity
       WHERE application_name = 'pools' AND datname = current_database() AND wait_event_type = 'Lock'`,
    );
    return row?.count === READERS;
  });
  const letGo = async () => {
    await lock.rollbackTransaction();
    await lock.release();
  };
  return { queries, letGo };
}

describe('queries and changes', () => {
  it('have connections of their own, raw and by entity', async () => {
    const pids = (run: <T>(work: () => T) => T) => Promise.all(Array.from({ length: 12 }, () => run(pidOf)));
    const [ofQueries, ofChanges] = [new Set(await pids(reading)), new Set(await pids(changing))];
    expect(ofQueries.size).toBeLessThanOrEqual(READERS);
    expect([...ofQueries].filter((pid) => ofChanges.has(pid))).toEqual([]);
    const inQuery = await reading(() =>
      inTransaction(pools, (manager) => manager.query<{ pid: number }[]>('SELECT pg_backend_pid() AS pid')),
    );
    expect(ofQueries.has(inQuery[0]!.pid)).toBe(false);
  });

  it('do not wait for each other: changes go on while every reader is stuck', async () => {
    const { queries, letGo } = await stuck();
    let ended = 0;
    for (const query of queries) void query.finally(() => (ended += 1)).catch(() => undefined);
    const done = await Promise.all([
      changing(() => inTransaction(pools, (manager) => manager.query('SELECT 1'))),
      changing(() => pools.query('SELECT 1')),
    ]);
    expect(done).toHaveLength(2);
    expect(ended).toBe(0);
    await letGo();
    await Promise.all(queries);
  });

  it('asked for in the same moment are loaded apart', async () => {
    const loader = apart(
      () =>
        new DataLoader<string, number>(
          async (keys) => {
            const pid = await pidOf();
            return keys.map(() => pid);
          },
          { cache: false },
        ),
    );
    const [query, change] = await Promise.all([
      reading(() => loader.load('a')),
      changing(() => loader.load('b')),
    ]);
    expect(query).not.toBe(change);
  });

  it('of which a query that takes too long is ended', async () => {
    await expect(reading(() => pools.query('SELECT pg_sleep(30)'))).rejects.toMatchObject({ code: '57014' });
  });
});
