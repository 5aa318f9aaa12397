import { randomUUID } from 'node:crypto';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { dataSourceOptions } from '@zhishou/platform/db/data-source';
import { runMigrations } from '@zhishou/platform/db/migrate';
import { createService } from '@zhishou/platform/service';
import type { Logger } from '@zhishou/platform/log';
import { LOGGER } from '@zhishou/platform/tokens';
import { freshDatabase } from '@zhishou/testkit/database';
import type { FreshDatabase } from '@zhishou/testkit/database';
import { forbidSecondConnections } from '@zhishou/testkit/one-connection';
import type { GraphqlAnswer } from '@zhishou/testkit/running-service';
import { DataSource } from 'typeorm';
import { DIRECTORY_MIGRATIONS, DIRECTORY_SCHEMA } from '../src/directory.entities.js';
import { DIRECTORY_SETTINGS } from '../src/directory.env.js';
import { DirectoryModule } from '../src/directory.module.js';
import { SigningKeyService } from '../src/key/signing-key.service.js';
import { seedPeople } from '../src/seed-people.js';
import type { DemoAccount } from '../src/seed-people.js';

const SERVER_URL = process.env.DATABASE_URL;

export const PASSWORD = 'correct horse battery';

const account = (username: string, role: DemoAccount['role'], ndaSigned = false): DemoAccount => ({
  username,
  role,
  ndaSigned,
  password: PASSWORD,
  displayName: username,
});

const ACCOUNTS = [
  account('admin', 'BUREAU_ADMIN'),
  account('reporter', 'BUREAU_REPORTER'),
  account('auditor', 'AUDITOR'),
  account('dispatcher', 'PROVIDER_DISPATCHER', true),
  account('engineer', 'PROVIDER_ENGINEER', true),
  account('newcomer', 'PROVIDER_ENGINEER'),
  account('bot', 'BOT'),
];

const LOGIN = `mutation ($username: String!, $password: String!) {
  login(input: {username: $username, password: $password}) {
    token expiresAt refreshToken person { id username role side ndaSigned }
  }
}`;

export interface SignedIn {
  /** value of the authorization header */
  as: string;
  refreshToken: string;
  id: string;
}

/** A directory on a database of its own; `engineer` has signed the NDA, `newcomer` has not. */
export class RunningDirectory {
  private constructor(
    readonly url: string,
    private readonly app: NestFastifyApplication,
    private readonly database: FreshDatabase,
  ) {}

  get dataSource(): DataSource {
    return this.app.get(DataSource);
  }

  get keys(): SigningKeyService {
    return this.app.get(SigningKeyService);
  }

  get logger(): Logger {
    return this.app.get<Logger>(LOGGER);
  }

  /** Another process's view of the same keys. */
  otherKeys(): SigningKeyService {
    return new SigningKeyService(this.dataSource, this.app.get(DIRECTORY_SETTINGS), this.app.get(LOGGER));
  }

  /** @param env what this directory has set beside the usual */
  static async start(env: Record<string, string> = {}): Promise<RunningDirectory> {
    if (SERVER_URL) process.env.DATABASE_URL = SERVER_URL; // an earlier one has put its own there
    const database = await freshDatabase(DIRECTORY_SCHEMA, (url) => {
      const migrations = DIRECTORY_MIGRATIONS;
      return runMigrations(dataSourceOptions({ schema: DIRECTORY_SCHEMA, entities: [], migrations, url }));
    });
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    Object.assign(process.env, {
      DATABASE_URL: database.url,
      JWKS_URL: `${url}/.well-known/jwks.json`,
      KEY_ENCRYPTION_SECRET: 'a secret for these tests only',
      KAFKA_PREFIX: `${randomUUID()}.`,
      LOG_LEVEL: 'silent',
      ...env,
    });
    const app = await createService({ name: 'directory', module: DirectoryModule, probes: () => [] });
    forbidSecondConnections(app.get(DataSource));
    await app.listen(port, '127.0.0.1');
    await seedPeople(app.get(DataSource), ACCOUNTS);
    return new RunningDirectory(url, app, database);
  }

  async stop(): Promise<void> {
    await this.app.close();
    await this.database.drop();
  }

  async query(
    query: string,
    as?: string,
    variables: Record<string, unknown> = {},
    from?: string,
  ): Promise<GraphqlAnswer> {
    const headers: Record<string, string> = { 'content-type': 'application/json' };
    if (as) headers.authorization = as;
    if (from) headers['x-zhishou-address'] = from;
    const body = JSON.stringify({ query, variables });
    const response = await fetch(`${this.url}/graphql`, { method: 'POST', headers, body });
    return (await response.json()) as GraphqlAnswer;
  }

  login(username: string, password = PASSWORD, from?: string): Promise<GraphqlAnswer> {
    return this.query(LOGIN, undefined, { username, password }, from);
  }

  async signIn(username: string): Promise<SignedIn> {
    const { data } = await this.login(username);
    const session = data?.login as { token: string; refreshToken: string; person: { id: string } };
    return { as: `Bearer ${session.token}`, refreshToken: session.refreshToken, id: session.person.id };
  }
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export const codeOf = (answer: GraphqlAnswer) => answer.errors?.[0]?.extensions.code;
