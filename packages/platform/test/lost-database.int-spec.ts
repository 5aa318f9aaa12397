import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@zhishou/testkit/eventually';
import { startTcpProxy, type TcpProxy } from '@zhishou/testkit/tcp-proxy';
import { GraphQLError } from 'graphql';
import { DataSource, type EntityManager } from 'typeorm';
import { runInContext } from '../src/context.js';
import { dataSourceOptions } from '../src/db/data-source.js';
import { inTransaction } from '../src/db/transaction.js';
import { createErrorFormatter } from '../src/format-error.js';
import { createLogger } from '../src/log.js';
import { PersonProjection } from '../src/people/person.entity.js';
import { sampleDatabase, type SampleDatabase } from './sample-database.js';

const format = createErrorFormatter(createLogger('test', { write: () => undefined }));

let database: SampleDatabase;
let proxy: TcpProxy;
/** that of the process under test; the test itself looks at `database` past the proxy */
let db: DataSource;

beforeAll(async () => {
  database = await sampleDatabase();
  await database.dataSource.query('CREATE TABLE note (text text)');
  await database.dataSource.query(
    `CREATE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql AS
     $$ BEGIN PERFORM pg_sleep(0.5); RETURN NULL; END $$`,
  );
  await database.dataSource.query(
    `CREATE CONSTRAINT TRIGGER slow_commit AFTER INSERT ON note DEFERRABLE INITIALLY DEFERRED
     FOR EACH ROW WHEN (NEW.text = 'slow to commit') EXECUTE FUNCTION dawdle()`,
  );
  proxy = await startTcpProxy(new URL(database.url).host);
});
afterAll(async () => {
  await proxy?.close();
  await database?.drop();
});

beforeEach(async () => {
  await database.dataSource.query('TRUNCATE note');
  proxy.mend();
  const url = new URL(database.url);
  url.host = proxy.address;
  const options = dataSourceOptions({ schema: 'sample', entities: [PersonProjection], url: url.href });
  db = await new DataSource({ ...options, poolSize: 1, applicationName: 'victim' }).initialize();
});
afterEach(async () => {
  await db.destroy();
});

const victims = `FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'victim'`;

const LOSSES: Record<string, () => Promise<unknown> | void> = {
  'the server ends the session': () =>
    database.dataSource.query(`SELECT pg_terminate_backend(pid) ${victims}`),
  'the network breaks': () => proxy.cut(),
};

const STATEMENTS: Record<string, (manager: EntityManager) => Promise<unknown>> = {
  query: (manager) => manager.query('SELECT 1'),
  find: (manager) => manager.findBy(PersonProjection, { id: 'x' }),
  delete: (manager) => manager.delete(PersonProjection, { id: 'x' }),
  builder: (manager) => manager.createQueryBuilder(PersonProjection, 'person').getMany(),
  together: (manager) => Promise.all([manager.query('SELECT 1'), manager.existsBy(PersonProjection, {})]),
};

const write = (manager: EntityManager, text = 'x') =>
  manager.query<unknown>('INSERT INTO note VALUES ($1)', [text]);

const noticed = ({ queryRunner }: EntityManager) => eventually(() => queryRunner?.isReleased);

const running = (what: string) =>
  eventually(async () => {
    const [row] = await database.dataSource.query<{ runs: boolean }[]>(
      `SELECT EXISTS (SELECT ${victims} AND state = 'active' AND query LIKE $1) AS runs`,
      [what],
    );
    return row?.runs;
  });

type Lose = () => Promise<unknown> | void;

/** When it is lost; in each the work has written first, or would have. */
const MOMENTS: Record<
  string,
  (lose: Lose, next: (manager: EntityManager) => Promise<unknown>) => Promise<unknown>
> = {
  'between two statements': (lose, next) =>
    inTransaction(db, async (manager) => {
      await write(manager);
      await lose();
      await next(manager);
    }),
  'between two statements, long before the second': (lose, next) =>
    inTransaction(db, async (manager) => {
      await write(manager);
      await lose();
      await noticed(manager);
      await next(manager);
    }),
  'during a statement': (lose) =>
    inTransaction(db, async (manager) => {
      await write(manager);
      await Promise.all([manager.query('SELECT pg_sleep(2)'), running('SELECT pg_sleep%').then(lose)]);
    }),
  'after the last statement': (lose) =>
    inTransaction(db, async (manager) => {
      await write(manager);
      await lose();
      await noticed(manager);
    }),
};

const answerTo = (error: unknown) => {
  const located = new GraphQLError('x', { originalError: error as Error, path: ['change'] });
  return format(located.toJSON(), located);
};

const NOTHING = {
  extensions: { code: 'UNAVAILABLE' },
  message: 'Nothing was changed; please try again in a moment',
};
const UNKNOWN = {
  extensions: { code: 'UNAVAILABLE' },
  message: expect.stringContaining('Whether it was done is not known'),
};

/** What was committed, once nothing of the lost session can be committed any more. */
async function committed(): Promise<number> {
  await eventually(async () => {
    const [row] = await database.dataSource.query<{ gone: boolean }[]>(
      `SELECT NOT EXISTS (SELECT ${victims} AND state <> 'idle') AS gone`,
    );
    return row?.gone;
  });
  return (await database.dataSource.query<unknown[]>('SELECT FROM note')).length;
}

const CASES = Object.keys(LOSSES).flatMap((loss) =>
  Object.keys(MOMENTS).flatMap((moment) =>
    (moment.startsWith('between') ? Object.keys(STATEMENTS) : ['query']).map(
      (statement) => [loss, moment, statement] as const,
    ),
  ),
);

describe('a database that is lost', () => {
  it.each(CASES)(
    '(%s %s: %s) has changed nothing, and that is what is said',
    async (loss, moment, statement) => {
      const outcome = await MOMENTS[moment]!(LOSSES[loss]!, STATEMENTS[statement]!).catch(answerTo);
      expect(outcome).toMatchObject(NOTHING);
      expect(await committed()).toBe(0);
    },
  );

  it.each(Object.keys(LOSSES))(
    '(%s) before the work begins is replaced, or has changed nothing',
    async (loss) => {
      await LOSSES[loss]!();
      const outcome = await inTransaction(db, (manager) => write(manager)).then(() => 'done', answerTo);
      if (outcome === 'done') expect(loss).toBe('the server ends the session');
      else expect(outcome).toMatchObject(NOTHING);
      expect(await committed()).toBe(outcome === 'done' ? 1 : 0);
    },
  );

  it.each(Object.keys(LOSSES))('(%s) while committing may have changed it', async (loss) => {
    const work = inTransaction(db, (manager) => write(manager, 'slow to commit'));
    const lost = running('COMMIT').then(LOSSES[loss]);
    const outcome = await work.catch(answerTo);
    await lost;
    expect(outcome).toMatchObject(UNKNOWN);
    expect(await committed()).toBe(loss === 'the network breaks' ? 1 : 0);
  });

  it.each(Object.keys(LOSSES))(
    '(%s) before what was committed is read back leaves the change',
    async (loss) => {
      const outcome = await runInContext({ requestId: 'r', address: '' }, async () => {
        await inTransaction(db, write);
        await LOSSES[loss]!();
        proxy.cut();
        return db.getRepository(PersonProjection).findBy({ id: 'x' }).catch(answerTo);
      });
      expect(outcome).toMatchObject(UNKNOWN);
      expect(await committed()).toBe(1);
    },
  );

  it.each(Object.keys(LOSSES))('(%s) before anything was committed has changed nothing', async (loss) => {
    const outcome = await runInContext({ requestId: 'r', address: '' }, async () => {
      await LOSSES[loss]!();
      proxy.cut();
      return db.getRepository(PersonProjection).findBy({ id: 'x' }).catch(answerTo);
    });
    expect(outcome).toMatchObject(NOTHING);
  });
});
