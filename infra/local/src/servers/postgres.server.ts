import { chownSync, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { logFile, type StackRoot } from '../root/stack-root.js';
import type { Part } from '../supervisor/part.js';
import { runTool } from '../tools/run-tool.js';
import { postgresFolders, type PostgresFolders } from './postgres-folders.js';

const DATABASE = 'zhishou';
/** Written last, so that a folder without it was never made whole and holds nothing of worth. */
const INITIALISED = 'zhishou.initialised';
const CONNECT_WITHIN_MS = 2000;

export interface PostgresOptions {
  root: StackRoot;
  port: number;
  password: string;
  /** false where only processes die and never the machine, as in tests: several times faster */
  durable: boolean;
}

/** A superuser's url of the stack's database. */
export const postgresUrl = ({ port, password }: PostgresOptions, database = DATABASE): string =>
  `postgres://postgres:${password}@127.0.0.1:${port}/${database}`;

/** Makes the data folder where there is none and answers how to run the server. */
export async function postgresServer(options: PostgresOptions): Promise<Part> {
  const folders = postgresFolders(options.root);
  if (!existsSync(join(folders.data, INITIALISED))) await initialise(folders, options.password);
  const settings = [
    `port=${options.port}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=300',
    `fsync=${options.durable ? 'on' : 'off'}`,
  ];
  const program = join(folders.programs, 'bin/postgres');
  return {
    name: 'postgres',
    kind: 'server',
    command: [program, '-D', folders.data, ...settings.flatMap((setting) => ['-c', setting])],
    env: {},
    log: logFile(options.root, 'postgres'),
    marker: folders.data,
    user: folders.user,
    stopSignal: 'SIGINT',
    health: () => pingPostgres(postgresUrl(options, 'postgres')),
  };
}

/** Rejects while the server behind `url` does not answer. */
export async function pingPostgres(url: string): Promise<void> {
  await withClient(url, (client) => client.query('select 1'));
}

/** Makes the stack's own database once the server runs. */
export async function ensureDatabase(options: PostgresOptions): Promise<void> {
  await withClient(postgresUrl(options, 'postgres'), async (client) => {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`create database ${DATABASE}`);
  });
}

async function withClient(url: string, use: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_WITHIN_MS });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await use(client);
  } finally {
    await client.end();
  }
}

async function initialise({ programs, data, user }: PostgresFolders, password: string): Promise<void> {
  for (const remains of readdirSync(data)) rmSync(join(data, remains), { recursive: true });
  const passwordFile = `${data}.password`;
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user) chownSync(passwordFile, user.uid, user.gid);
  const options = [
    '--username=postgres',
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
    '--encoding=UTF8',
    '--locale=C',
  ];
  try {
    await runTool(join(programs, 'bin/initdb'), ['-D', data, ...options], { ...user });
  } finally {
    rmSync(passwordFile);
  }
  writeFileSync(join(data, INITIALISED), '');
}
