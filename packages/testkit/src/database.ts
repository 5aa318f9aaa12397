import { randomBytes } from 'node:crypto';
import pg from 'pg';

export interface FreshDatabase {
  /** as the schema's owner, a role that may do nothing else */
  url: string;
  drop(): Promise<void>;
}

/**
 * Makes a database with one schema on the server of DATABASE_URL, so that test files run side by side.
 * @param schema the service whose migrations will run in it
 */
export async function freshDatabase(schema: string): Promise<FreshDatabase> {
  const serverUrl = process.env.DATABASE_URL;
  if (!serverUrl) throw new Error('DATABASE_URL is not set: run the integration tests by `npm test`');
  const name = `test_${schema}_${randomBytes(6).toString('hex')}`;
  await withClient(serverUrl, async (client) => {
    await client.query(`CREATE ROLE ${name} LOGIN PASSWORD '${name}'`);
    await client.query(`CREATE DATABASE ${name}`);
  });
  const inside = new URL(serverUrl);
  inside.pathname = `/${name}`;
  await withClient(inside.href, async (client) => {
    await client.query(`CREATE SCHEMA ${schema} AUTHORIZATION ${name}`);
  });
  const url = new URL(inside.href);
  url.username = name;
  url.password = name;
  return {
    url: url.href,
    drop: () =>
      withClient(serverUrl, async (client) => {
        await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
        await client.query(`DROP ROLE IF EXISTS ${name}`);
      }),
  };
}

async function withClient(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
