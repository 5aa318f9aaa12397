import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@zhishou/testkit/eventually';
import { forbidSecondConnections } from '@zhishou/testkit/one-connection';
import pg from 'pg';
import type { EntityManager } from 'typeorm';
import { inTransaction } from '../src/db/transaction.js';
import { sampleDatabase, type SampleDatabase } from './sample-database.js';

let database: SampleDatabase;
/** Never gives way: of two in a deadlock, the other one is ended. */
let rival: pg.Client;
let rivalPid: number;

beforeAll(async () => {
  database = await sampleDatabase();
  await database.dataSource.query('CREATE TABLE account (id text PRIMARY KEY, balance int NOT NULL)');
  const url = new URL(process.env.DATABASE_URL!);
  url.pathname = new URL(database.url).pathname;
  rival = new pg.Client({ connectionString: url.href });
  await rival.connect();
  await rival.query(`SET deadlock_timeout = '1min'`);
  await rival.query('SET search_path = sample');
  const { rows } = await rival.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  rivalPid = rows[0]!.pid;
});
afterAll(async () => {
  await rival?.end();
  await database?.drop();
});
beforeEach(async () => {
  await database.dataSource.query('TRUNCATE account');
  await database.dataSource.query(`INSERT INTO account VALUES ('a', 0), ('b', 0)`);
});

const add = (manager: EntityManager, id: string) =>
  manager.query('UPDATE account SET balance = balance + 1 WHERE id = $1', [id]);

const rivalAdds = (id: string) =>
  rival.query('UPDATE account SET balance = balance + 10 WHERE id = $1', [id]);

async function balances(): Promise<number[]> {
  const rows = await database.dataSource.query<{ balance: number }[]>(
    'SELECT balance FROM account ORDER BY id',
  );
  return rows.map(({ balance }) => balance);
}

/** The rival holds b and waits for a; `done`: it got a, because whoever held a was ended. */
async function crossWays(): Promise<{ done: Promise<unknown> }> {
  await rival.query('BEGIN');
  await rivalAdds('b');
  const done = rivalAdds('a').then(() => rival.query('COMMIT'));
  await eventually(async () => {
    const [row] = await database.dataSource.query<{ waits: boolean }[]>(
      'SELECT EXISTS (SELECT FROM pg_locks WHERE pid = $1 AND NOT granted) AS waits',
      [rivalPid],
    );
    return row?.waits;
  });
  return { done };
}

describe('a transaction in the way of another', () => {
  it.each([
    [1, 'is done again after a deadlock', [11, 11]],
    [2, 'gives up after the second deadlock, and has changed nothing', [20, 20]],
  ])('%i: %s', async (deadlocks, _, expected) => {
    let tries = 0;
    let rivalDone: Promise<unknown> = Promise.resolve();
    const work = inTransaction(database.dataSource, async (manager) => {
      tries += 1;
      await add(manager, 'a');
      if (tries <= deadlocks) {
        await rivalDone;
        rivalDone = (await crossWays()).done;
      }
      await add(manager, 'b');
    });
    if (deadlocks === 1) await work;
    else
      await expect(work).rejects.toMatchObject({
        code: 'UNAVAILABLE',
        message: expect.stringContaining('Nothing was changed'),
      });
    await rivalDone;
    expect(tries).toBe(2);
    expect(await balances()).toEqual(expected);
  });

  it('is done again on a newer snapshot when it was overtaken', async () => {
    let tries = 0;
    await inTransaction(
      database.dataSource,
      async (manager) => {
        tries += 1;
        await manager.query('SELECT FROM account');
        if (tries === 1) await rivalAdds('a');
        await add(manager, 'a');
      },
      'REPEATABLE READ',
    );
    expect(tries).toBe(2);
    expect(await balances()).toEqual([11, 0]);
  });

  it('is not done again for any other fault', async () => {
    let tries = 0;
    const work = inTransaction(database.dataSource, async (manager) => {
      tries += 1;
      await add(manager, 'a');
      await manager.query('SELECT 1 / 0');
    });
    await expect(work).rejects.toThrow('division by zero');
    expect(tries).toBe(1);
    expect(await balances()).toEqual([0, 0]);
  });
});

describe('a second connection inside a transaction', () => {
  it('is told of by the world of tests that every service is run in', async () => {
    const other = await sampleDatabase();
    forbidSecondConnections(other.dataSource);
    const { dataSource } = other;
    await inTransaction(dataSource, (manager) => manager.query('SELECT 1'));
    await dataSource.query('SELECT 1');
    const asks = inTransaction(dataSource, () => dataSource.query('SELECT 1'));
    await expect(asks).rejects.toThrow('a second connection');
    await other.drop();
  });
});
