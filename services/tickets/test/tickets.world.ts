import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { currentRequestId, runInContext } from '@zhishou/platform/context';
import { ContractStore } from '@zhishou/platform/contract/contract.store';
import { runMigrations } from '@zhishou/platform/db/migrate';
import { createLogger } from '@zhishou/platform/log';
import { dayOf } from '@zhishou/rules/month';
import type { TicketStep } from '@zhishou/rules/ticket-case';
import { freshDatabase, type FreshDatabase } from '@zhishou/testkit/database';
import { eventually } from '@zhishou/testkit/eventually';
import { startIssuer, type TestIssuer } from '@zhishou/testkit/issuer';
import { freshNamespace, type FreshNamespace } from '@zhishou/testkit/namespace';
import { type GraphqlAnswer, type RunningService, startService } from '@zhishou/testkit/running-service';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { processActivities } from '@zhishou/platform/process/activities';
import { ticketRecording } from '../src/process/ticket.recording.js';
import { ticketsDatabase } from '../src/tickets.database.js';
import { TicketsModule } from '../src/tickets.module.js';
import { ticketsProbes } from '../src/tickets.probes.js';
import { introduce, PEOPLE, type Who } from './people.builder.js';
import { GENERAL_FAULT, mutation, type MutationName, type TicketView, VIEW } from './ticket.view.js';
import { WorkerProcess } from './worker.process.js';

const CONTRACT_DIR = fileURLToPath(new URL('../../../contracts/demo-seconds', import.meta.url));

const WAITING = `SELECT FROM pg_stat_activity
  WHERE datname = current_database() AND application_name = 'tickets-worker' AND wait_event_type = 'Lock'`;

export interface Refusal {
  message: string;
  code: string;
  state?: string;
  allowed?: string[];
  fields?: { path: string; message: string }[];
}

/** The service on a database, topics and a Temporal namespace of the test file's own; the contract is signed today. */
export class TicketsWorld {
  readonly workers: WorkerProcess[] = [];
  private readonly bearers = new Map<Who, Promise<string>>();

  private constructor(
    private readonly parts: { database: FreshDatabase; issuer: TestIssuer; namespace: FreshNamespace },
    private readonly env: Record<string, string>,
    readonly service: RunningService,
  ) {}

  /** @param overrides environment of the service, where it differs from that of its workers */
  static async open(overrides: (env: Record<string, string>) => Record<string, string> = () => ({})) {
    const [database, issuer, namespace] = await Promise.all([
      freshDatabase('tickets', (url) => runMigrations(ticketsDatabase(url))),
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
      CONTRACT_DIR,
      CONTRACT_SIGNED_ON: dayOf(Date.now()),
      ATTACHMENT_SECRET: 'signs addresses in tests',
      ATTACHMENT_STORE: `folder:${join(tmpdir(), `zhishou-test-${randomUUID()}`)}`,
      LOG_LEVEL: 'silent',
    };
    const service = await startService(
      { name: 'tickets', module: TicketsModule, probes: ticketsProbes },
      { ...env, ...overrides(env) },
    );
    await introduce(service.app.get(DataSource));
    return new TicketsWorld({ database, issuer, namespace }, env, service);
  }

  async startWorker(): Promise<WorkerProcess> {
    const worker = await WorkerProcess.start(this.env);
    this.workers.push(worker);
    await worker.ready();
    return worker;
  }

  async close(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.stop()));
    await this.service.stop();
    const { database, issuer, namespace } = this.parts;
    const folder = this.env.ATTACHMENT_STORE!.replace('folder:', '');
    const files = rm(folder, { recursive: true, force: true });
    await Promise.all([database.drop(), issuer.close(), namespace.drop(), files]);
  }

  get db(): DataSource {
    return this.service.app.get(DataSource);
  }

  /** what the worker does to the database */
  get activities() {
    const recording = ticketRecording(this.service.app.get(ContractStore));
    return processActivities(this.db, [recording], createLogger('test'));
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

  async change(who: Who, name: MutationName, input: object): Promise<TicketView> {
    const data = await this.ask<Record<string, TicketView>>(who, mutation(name), { input });
    return data[name] as TicketView;
  }

  refusedChange(who: Who, name: MutationName, input: object): Promise<Refusal> {
    return this.refusal(who, mutation(name), { input });
  }

  report(more: object = {}, who: Who = 'reporter'): Promise<TicketView> {
    return this.change(who, 'reportTicket', { ...GENERAL_FAULT, ...more });
  }

  async read(id: string, who: Who = 'supervisor'): Promise<TicketView> {
    const data = await this.ask<{ ticket: TicketView }>(
      who,
      `query ($id: ID) { ticket(id: $id) { ${VIEW} } }`,
      { id },
    );
    return data.ticket;
  }

  /** Holds a ticket's row past any proxy, as another transaction would, until let go. */
  async holdTicket(id: string) {
    const client = new pg.Client({ connectionString: this.parts.database.url });
    client.on('error', () => undefined); // a test that failed leaves it behind
    await client.connect();
    await client.query('BEGIN');
    await client.query('SELECT FROM tickets.ticket WHERE id = $1 FOR UPDATE', [id]);
    return {
      /** resolves once the worker waits for it */
      isWaitedFor: () => eventually(async () => (await client.query(WAITING)).rows.length > 0),
      letGo: async () => {
        await client.query('ROLLBACK');
        await client.end();
      },
    };
  }

  /** Puts a step on file as the worker would, without Temporal: for tests of what comes after it. */
  async record(who: Who, ticketId: string, step: TicketStep, details: Record<string, unknown> = {}) {
    const [ticket] = await this.rows<{ version: number }>('SELECT version FROM ticket WHERE id = $1', [
      ticketId,
    ]);
    return this.activities.recordTransition({
      kind: 'ticket',
      caseId: ticketId,
      version: ticket!.version + 1,
      stepId: randomUUID(),
      attemptId: randomUUID(),
      step,
      details,
      by: { id: PEOPLE[who].id, role: PEOPLE[who].role },
      requestId: currentRequestId() ?? 'req_test',
    });
  }
}
