import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Janitor } from '../src/janitor/janitor.js';
import { createLogger } from '../src/log.js';
import { sampleDatabase } from './sample-database.js';
import type { SampleDatabase } from './sample-database.js';

process.env.LOG_LEVEL = 'silent';
const logger = createLogger('test');
let database: SampleDatabase;

beforeAll(async () => {
  database = await sampleDatabase();
});
afterAll(() => database?.drop());
beforeEach(() => query('TRUNCATE outbox, idempotency_key, consumed_event'));
afterEach(() => {
  delete process.env.RETENTION_DAYS;
});

const query = <Row>(sql: string): Promise<Row> => database.dataSource.query(sql);
const count = async (table: string): Promise<number> =>
  Number((await query<{ count: string }[]>(`SELECT count(*) FROM ${table}`))[0]?.count);
const janitor = () => new Janitor(database.dataSource, logger);

const addToOutbox = (rows: number, daysOld: number, isPublished = true) =>
  query(`INSERT INTO outbox (topic, key, event, created_at, published_at)
    SELECT 't', 'k', '{}', now() - interval '${daysOld} days', ${isPublished ? 'now()' : 'NULL'} FROM generate_series(1, ${rows})`);

const addConsumed = () =>
  query(
    `INSERT INTO consumed_event SELECT 'c', n::text, now() - n * interval '100 days' FROM generate_series(1, 5) AS n`,
  );

describe('the janitor', () => {
  it('removes what is old and done, and nothing else', async () => {
    await addToOutbox(3, 31);
    await addToOutbox(2, 29);
    await addToOutbox(1, 400, false);
    await query(
      `INSERT INTO outbox (topic, key, event, created_at, set_aside_at) VALUES ('t', 'k', '{}', now() - interval '1 year', now())`,
    );
    await query(
      `INSERT INTO idempotency_key SELECT 'p', 'm', n::text, 'h', '{}', now() - n * interval '10 days' FROM generate_series(1, 5) AS n`,
    );
    await addConsumed();
    expect(await janitor().round()).toEqual({ outbox: 3, idempotency_key: 3 });
    expect(await count('outbox')).toBe(4);
    expect(await count('idempotency_key')).toBe(2);
    expect(await count('consumed_event')).toBe(5);
    expect(await janitor().round()).toEqual({});
  });

  it('goes by the times that are configured', async () => {
    process.env.RETENTION_DAYS = 'outbox=0, consumed_event=250';
    await addToOutbox(3, 400);
    await addConsumed();
    expect(await janitor().round()).toEqual({ consumed_event: 3 });
    process.env.RETENTION_DAYS = 'outbox=a month';
    expect(janitor).toThrow('RETENTION_DAYS: outbox=a month is not <table>=<days>');
  });

  it('takes turns with those of other processes, and stops in the middle of much', async () => {
    await addToOutbox(2_600, 40);
    const rounds = await Promise.all([janitor().round(), janitor().round(), janitor().round()]);
    const gone = rounds.reduce((sum, { outbox = 0 }) => sum + outbox, 0);
    expect(gone).toBe(2_600 - (await count('outbox')));
    await janitor().round();
    expect(await count('outbox')).toBe(0);
    await addToOutbox(2_600, 40);
    const stopped = janitor();
    stopped.start();
    await stopped.stop();
    expect(await count('outbox')).toBeGreaterThanOrEqual(2_100);
  });

  it('goes on with the next table where one fails', async () => {
    const broken = new Janitor(database.dataSource, logger, [{ table: 'nothing', since: 'at', days: 1 }]);
    await addToOutbox(1, 31);
    expect(await broken.round()).toEqual({ outbox: 1 });
  });
});
