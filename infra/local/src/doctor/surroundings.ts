import { dirname, join } from 'node:path';
import pg from 'pg';
import { connectStack } from '../control/control.client.js';
import { ExpectedError } from '../expected-error.js';
import { readJson } from '../root/private-file.js';
import { REPOSITORY } from '../root/repository.js';
import { runningLauncher } from '../stack/launcher-file.js';
import type { StackFile } from '../stack/stack-file.js';
import type { Stack } from '../stack/stack.js';
import { givenServers } from '../tools/given-servers.js';

/** Long enough that a machine with much to do is not taken for a database that is away. */
const PATIENCE_MS = 20_000;

/** Where the system that is looked at runs. */
export interface Surroundings {
  /** of a superuser */
  databaseUrl: string;
  temporalAddress: string;
  temporalNamespace: string;
  kafkaBrokers: string;
  /** the launcher that runs it, where there is one */
  stack?: Stack;
}

/** The stack that runs in this clone (or that STACK_FILE names), else the servers that the environment names. */
export function findSurroundings(): Surroundings {
  const stackFile = process.env.STACK_FILE ?? join(REPOSITORY, '.local/stack.json');
  const temporalNamespace = process.env.TEMPORAL_NAMESPACE ?? 'default';
  if (runningLauncher({ launcherFile: join(dirname(stackFile), 'launcher.json') })) {
    const file = readJson<StackFile>(stackFile);
    if (!file) throw new ExpectedError('The stack is still starting: see npm run status.');
    const { postgres: databaseUrl, temporal: temporalAddress, kafka: kafkaBrokers } = file;
    return { databaseUrl, temporalAddress, temporalNamespace, kafkaBrokers, stack: connectStack(stackFile) };
  }
  const { databaseUrl, temporalAddress, kafkaBrokers } = givenServers();
  if (databaseUrl && temporalAddress && kafkaBrokers)
    return { databaseUrl, temporalAddress, temporalNamespace, kafkaBrokers };
  throw new ExpectedError(
    'Nothing runs in this clone. Start it with npm start, or name the servers of a system that runs elsewhere by\n' +
      'DATABASE_URL (of a superuser), TEMPORAL_ADDRESS and KAFKA_BROKERS.',
  );
}

/** The database as one service's own role, by the superuser's right to become it. */
export function databaseUrlAs(databaseUrl: string, service: string): string {
  const url = new URL(databaseUrl);
  url.searchParams.set('options', `-c role=${service} -c search_path=${service}`);
  return url.href;
}

/** Rows of one query; gives up where the database does not answer. */
export async function readRows<Row extends object>(
  { databaseUrl }: Surroundings,
  sql: string,
): Promise<Row[]> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    connectionTimeoutMillis: PATIENCE_MS,
    query_timeout: PATIENCE_MS,
  });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}
