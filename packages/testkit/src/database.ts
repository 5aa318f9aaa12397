import { randomBytes } from 'node:crypto';
import pg from 'pg';

export interface FreshDatabase {
  /** as the schema's owner, a role that may do nothing else */
  url: string;
  drop(): Promise<void>;
}

/** Brings the schema of the database at `url` up to date. */
type Migrate = (url: string) => Promise<unknown>;

const nonce = (): string => randomBytes(6).toString('hex');

/** By what the databases of one run of tests are known, whichever worker makes them. */
const run = process.env.TEST_RUN ?? nonce();

/**
 * Makes a database with one schema on the server of DATABASE_URL, so that test files run side by side. Migrations run
 * once a run and service: every further database of theirs is a copy of the first.
 * @param schema the service whose tables are in it
 * @param migrate default: the schema is empty
 */
export async function freshDatabase(schema: string, migrate?: Migrate): Promise<FreshDatabase> {
  const serverUrl = process.env.DATABASE_URL;
  if (!serverUrl) throw new Error('DATABASE_URL is not set: run the integration tests by `npm test`');
  const owner = `test_${run}_${schema}`;
  const name = `${owner}_${nonce()}`;
  await withClient(serverUrl, async (client) => {
    await client.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [owner]);
    await makeRole(client, owner);
    if (migrate) {
      await makeTemplate(client, serverUrl, { owner, schema, migrate });
      await client.query(`CREATE DATABASE ${name} TEMPLATE ${templateOf(owner)}`);
    } else {
      await makeDatabase(client, serverUrl, { name, owner, schema });
    }
  });
  return {
    url: urlOf(serverUrl, name, owner),
    drop: () =>
      withClient(serverUrl, async (client) => {
        await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      }),
  };
}

const templateOf = (owner: string): string => `${owner}_template`;

async function makeRole(client: pg.Client, owner: string): Promise<void> {
  const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [owner]);
  if (rowCount === 0) await client.query(`CREATE ROLE ${owner} LOGIN PASSWORD '${owner}'`);
}

/** The name it is known by comes last, so that one half made is never copied. */
async function makeTemplate(
  client: pg.Client,
  serverUrl: string,
  { owner, schema, migrate }: { owner: string; schema: string; migrate: Migrate },
): Promise<void> {
  const template = templateOf(owner);
  const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [template]);
  if (rowCount !== 0) return;
  const name = `${owner}_${nonce()}`;
  await makeDatabase(client, serverUrl, { name, owner, schema });
  await migrate(urlOf(serverUrl, name, owner));
  await client.query(`ALTER DATABASE ${name} RENAME TO ${template}`);
}

async function makeDatabase(
  client: pg.Client,
  serverUrl: string,
  { name, owner, schema }: { name: string; owner: string; schema: string },
): Promise<void> {
  await client.query(`CREATE DATABASE ${name}`);
  const inside = new URL(serverUrl);
  inside.pathname = `/${name}`;
  await withClient(inside.href, async (other) => {
    await other.query(`CREATE SCHEMA ${schema} AUTHORIZATION ${owner}`);
  });
}

function urlOf(serverUrl: string, name: string, owner: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  url.username = owner;
  url.password = owner;
  return url.href;
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
