import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freshDatabase } from '@zhishou/testkit/database';
import type { FreshDatabase } from '@zhishou/testkit/database';
import pg from 'pg';
import { provision } from '../src/db/provision.js';

const suffix = randomBytes(4).toString('hex').replaceAll(/\d/g, 'x');
const [one, other] = [`one_${suffix}`, `other_${suffix}`];
let database: FreshDatabase;
let adminUrl: string;

beforeAll(async () => {
  database = await freshDatabase('sample');
  const url = new URL(process.env.DATABASE_URL ?? '');
  url.pathname = new URL(database.url).pathname;
  adminUrl = url.href;
  await provision(adminUrl, { [one]: 'first', [other]: 'second' });
});

afterAll(async () => {
  await database.drop();
  await as(process.env.DATABASE_URL ?? '', `DROP ROLE ${one}, ${other}`);
});

async function as(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

function urlOf(role: string, password: string): string {
  const url = new URL(adminUrl);
  url.username = role;
  url.password = password;
  return url.href;
}

describe('provision', () => {
  it('gives each service a schema of its own, and no way into another one', async () => {
    await as(urlOf(one, 'first'), 'CREATE TABLE thing AS SELECT 1 AS n');
    expect(await as(urlOf(one, 'first'), `SELECT n FROM ${one}.thing`)).toEqual([{ n: 1 }]);
    await expect(as(urlOf(other, 'second'), `SELECT n FROM ${one}.thing`)).rejects.toThrow(
      'permission denied',
    );
    await expect(as(urlOf(other, 'second'), 'CREATE TABLE public.thing (n int)')).rejects.toThrow(
      'permission denied',
    );
    await expect(as(urlOf(other, 'second'), 'CREATE ROLE intruder')).rejects.toThrow('permission denied');
  });

  it('can be repeated, and takes over a new password', async () => {
    await provision(adminUrl, { [one]: 'new first', [other]: 'second' });
    expect(await as(urlOf(one, 'new first'), 'SELECT n FROM thing')).toEqual([{ n: 1 }]);
  });

  it('refuses a name that is none', async () => {
    await expect(provision(adminUrl, { 'x; DROP TABLE': 'p' })).rejects.toThrow('not a service name');
  });
});
