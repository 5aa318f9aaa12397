import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { currentRequestId, runInContext } from '@zhishou/platform/context';
import type { ServiceOptions } from '@zhishou/platform/service';
import { runMigrations } from '@zhishou/platform/db/migrate';
import type { dataSourceOptions } from '@zhishou/platform/db/data-source';
import { DataSource } from 'typeorm';
import { freshDatabase, type FreshDatabase } from './database.js';
import { startIssuer, type TestIssuer } from './issuer.js';
import { freshNamespace, type FreshNamespace } from './namespace.js';
import { introduce, PEOPLE, type Who } from './people.js';
import { type GraphqlAnswer, type RunningService, startService } from './running-service.js';
import { WorkerProcess } from './worker-process.js';

export interface Refusal {
  message: string;
  code: string;
  state?: string;
  allowed?: string[];
  fields?: { path: string; message: string }[];
}

type Env = Record<string, string>;

const FOLDER = 'folder:';

export interface WorldOptions {
  service: ServiceOptions;
  database: (url?: string) => ReturnType<typeof dataSourceOptions>;
  /** beside what every service is told */
  env?: Env;
  /** environment of the service, where it differs from that of its workers */
  overrides?: (env: Env) => Env;
}

export interface WorldParts {
  database: FreshDatabase;
  issuer: TestIssuer;
  namespace: FreshNamespace;
  env: Env;
  service: RunningService;
}

/** A service on a database, topics and a Temporal namespace of its own, known to everybody of {@link PEOPLE}. */
export async function openWorld({
  service: options,
  database: describe,
  env: more,
  overrides,
}: WorldOptions): Promise<WorldParts> {
  const [database, issuer, namespace] = await Promise.all([
    freshDatabase(options.name, (url) => runMigrations(describe(url))),
    startIssuer(),
    freshNamespace(),
  ]);
  const env = {
    DATABASE_URL: database.url,
    KAFKA_BROKERS: process.env.KAFKA_BROKERS!,
    KAFKA_PREFIX: `test-${randomUUID()}.`,
    TEMPORAL_ADDRESS: process.env.TEMPORAL_ADDRESS!,
    TEMPORAL_NAMESPACE: namespace.name,
    // once a day: no reconciliation of the worker's own comes between what a test takes away and what it looks at
    RECONCILE_EVERY_SECONDS: '86400',
    JWKS_URL: issuer.jwksUrl,
    DIRECTORY_URL: 'http://127.0.0.1:9',
    ATTACHMENT_SECRET: 'signs addresses in tests',
    ATTACHMENT_STORE: `${FOLDER}${join(tmpdir(), `zhishou-test-${randomUUID()}`)}`,
    LOG_LEVEL: 'silent',
    ...more,
  };
  const service = await startService(options, { ...env, ...overrides?.(env) });
  await introduce(service.app.get(DataSource));
  return { database, issuer, namespace, env, service };
}

/** What the tests of a service do with it, whatever it serves. */
export class ServiceWorld {
  readonly workers: WorkerProcess[] = [];
  readonly service: RunningService;
  private readonly bearers = new Map<Who, Promise<string>>();

  protected constructor(
    protected readonly parts: WorldParts,
    private readonly workerProgram: string,
  ) {
    this.service = parts.service;
  }

  async startWorker(): Promise<WorkerProcess> {
    const worker = await WorkerProcess.start(this.workerProgram, this.parts.env);
    this.workers.push(worker);
    await worker.ready();
    return worker;
  }

  /** The world with a worker; closed again where none comes up: nobody else could. */
  async withWorker(): Promise<this> {
    try {
      await this.startWorker();
    } catch (error) {
      await this.close();
      throw error;
    }
    return this;
  }

  async close(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.stop()));
    await this.service.stop();
    const { database, issuer, namespace, env } = this.parts;
    const files = rm(env.ATTACHMENT_STORE!.replace(FOLDER, ''), { recursive: true, force: true });
    await Promise.all([database.drop(), issuer.close(), namespace.drop(), files]);
  }

  get db(): DataSource {
    return this.service.app.get(DataSource);
  }

  rows<Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
    return this.db.query<Row[]>(sql, parameters);
  }

  /** Rows of a table; of the audit chain those of changes: a refused right leaves an entry too. */
  async count(table: string): Promise<number> {
    const which = table === 'audit_entry' ? `WHERE action <> 'refused'` : '';
    const [row] = await this.rows<{ count: number }>(`SELECT count(*)::int AS count FROM ${table} ${which}`);
    return row?.count ?? 0;
  }

  /** The statements this work sends to PostgreSQL: none of what the service does of itself meanwhile. */
  async statements(work: () => Promise<unknown>): Promise<string[]> {
    const { db } = this;
    const { logger } = db;
    const requestId = randomUUID();
    const sent: string[] = [];
    const logQuery = (statement: string) => {
      if (currentRequestId() === requestId) sent.push(statement);
    };
    db.logger = { ...logger, logQuery };
    await runInContext({ requestId, address: '' }, work);
    db.logger = logger;
    return sent;
  }

  /** How many steps and changes were ever recorded: the same before and after means that nothing was changed. */
  recorded(): Promise<number[]> {
    return Promise.all(['transition', 'outbox', 'audit_entry'].map((table) => this.count(table)));
  }

  bearer(who: Who): Promise<string> {
    let bearer = this.bearers.get(who);
    if (!bearer) this.bearers.set(who, (bearer = this.parts.issuer.bearer(PEOPLE[who])));
    return bearer;
  }

  async answer(who: Who, source: string, variables: Record<string, unknown> = {}): Promise<GraphqlAnswer> {
    const as = await this.bearer(who);
    return this.service.query(source, { variables, as, requestId: currentRequestId() });
  }

  /** @throws when the answer has errors */
  async ask<Data>(who: Who, source: string, variables: Record<string, unknown> = {}): Promise<Data> {
    const { data, errors } = await this.answer(who, source, variables);
    if (errors) throw new Error(JSON.stringify(errors));
    return data as Data;
  }

  /** @throws when the answer has no error */
  async refusal(who: Who, source: string, variables: Record<string, unknown> = {}): Promise<Refusal> {
    const { data, errors } = await this.answer(who, source, variables);
    const [error] = errors ?? [];
    if (!error) throw new Error(`was not refused: ${JSON.stringify(data)}`);
    return { ...(error.extensions as Omit<Refusal, 'message'>), message: error.message };
  }
}
