import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ConnectionArgs } from '../src/graphql/connection.js';
import { paginate } from '../src/graphql/paginate.js';
import { PersonProjection } from '../src/people/person.entity.js';
import { sampleDatabase } from './sample-database.js';
import type { SampleDatabase } from './sample-database.js';

let database: SampleDatabase;

beforeAll(async () => {
  database = await sampleDatabase();
  // three share each instant, so that the order needs its last key
  await database.dataSource.query(
    `INSERT INTO person (id, username, display_name, role, side, nda_signed, active, sequence, updated_at)
     SELECT 'p' || lpad(n::text, 2, '0'), 'u', 'u', 'BOT', 'SYSTEM', false, true, 1,
            timestamptz '2026-07-01T00:00:00.123Z' + (n / 3) * interval '1 ms'
     FROM generate_series(0, 9) AS n`,
  );
});
afterAll(() => database?.drop());

const page = async (args: ConnectionArgs, direction: 'ASC' | 'DESC' = 'ASC') => {
  const query = database.dataSource.getRepository(PersonProjection).createQueryBuilder('person');
  const connection = paginate(query, args, { by: ['updatedAt', 'id'], direction });
  const [nodes, pageInfo] = await Promise.all([connection.nodes, connection.pageInfo]);
  return { nodes, pageInfo };
};
const ids = (nodes: PersonProjection[]) => nodes.map(({ id }) => id);

describe('pages', () => {
  it.each(['ASC', 'DESC'] as const)('going forward %s show each row once', async (direction) => {
    const seen: string[] = [];
    let after: string | undefined;
    for (;;) {
      const { nodes, pageInfo } = await page({ first: 4, after }, direction);
      seen.push(...ids(nodes));
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    const all = Array.from({ length: 10 }, (_, n) => `p0${n}`);
    expect(seen).toEqual(direction === 'ASC' ? all : all.reverse());
  });

  it('going backward keep the order of the list', async () => {
    const last = await page({ last: 4 });
    expect(ids(last.nodes)).toEqual(['p06', 'p07', 'p08', 'p09']);
    expect(last.pageInfo).toMatchObject({ hasPreviousPage: true, hasNextPage: false });
    const before = await page({ last: 4, before: last.pageInfo.startCursor });
    expect(ids(before.nodes)).toEqual(['p02', 'p03', 'p04', 'p05']);
    expect(before.pageInfo).toMatchObject({ hasPreviousPage: true, hasNextPage: true });
  });

  it('neither repeat nor skip when rows come and go in between', async () => {
    const first = await page({ first: 3 });
    await database.dataSource.query(`DELETE FROM person WHERE id = 'p02'`);
    await database.dataSource.query(
      `INSERT INTO person SELECT 'p00a', username, display_name, role, side, nda_signed, active, sequence, updated_at
       FROM person WHERE id = 'p00'`,
    );
    const next = await page({ first: 3, after: first.pageInfo.endCursor });
    expect(ids(next.nodes)).toEqual(['p03', 'p04', 'p05']);
  });

  it('count the whole list when asked', async () => {
    const query = database.dataSource.getRepository(PersonProjection).createQueryBuilder('person');
    const order = { by: ['updatedAt' as const, 'id' as const], direction: 'ASC' as const };
    expect(await paginate(query, { first: 1 }, order).totalCount).toBe(10);
  });

  it('of which only the count is asked for are not read', async () => {
    const { logger } = database.dataSource;
    const sent: string[] = [];
    database.dataSource.logger = { ...logger, logQuery: (statement: string) => sent.push(statement) };
    const query = database.dataSource.getRepository(PersonProjection).createQueryBuilder('person');
    await paginate(query, {}, { by: ['id'], direction: 'ASC' }).totalCount;
    database.dataSource.logger = logger;
    expect(sent).toEqual([expect.stringMatching(/^SELECT COUNT/)]);
  });

  it('refuse what is no cursor of the list, and both directions at once', async () => {
    const refusal = (path: string) => ({ extensions: { code: 'BAD_USER_INPUT', fields: [{ path }] } });
    const { pageInfo } = await page({ first: 1 }, 'DESC');
    await expect(page({ after: pageInfo.endCursor })).rejects.toMatchObject(refusal('after'));
    const forged = Buffer.from(JSON.stringify(['updatedAt,id ASC', 'noon', 'p01'])).toString('base64url');
    await expect(page({ after: forged })).rejects.toMatchObject(refusal('after'));
    await expect(page({ first: 1, last: 1 })).rejects.toMatchObject(refusal('last'));
  });
});
