import { fileURLToPath } from 'node:url';
import { type Client } from '@temporalio/client';
import { NativeConnection, Runtime, Worker } from '@temporalio/worker';
import type { TaskQueue } from '@zhishou/messages/task-queues';
import { DataSource } from 'typeorm';
import { backoff, pause } from '../backoff.js';
import type { dataSourceOptions } from '../db/data-source.js';
import { checkEnv, readEnv } from '../env.js';
import { healthServer } from '../health/health.js';
import { createBroker } from '../kafka/kafka.js';
import { createLogger, type Logger } from '../log.js';
import { OutboxRelay } from '../outbox/relay.js';
import { processActivities } from '../process/activities.js';
import { ProcessStarter } from '../process/process.starter.js';
import { createReconciliation } from '../process/reconciliation/reconciliation.js';
import { reconciliationSchedule } from '../process/reconciliation/reconciliation.schedule.js';
import type { AnyRecording } from '../process/recording.js';
import { connectTemporal } from './client.js';
import { jsonResults } from './json-results.js';
import { keepSchedule, type Schedule } from './schedule.js';
import { logTemporalTo } from './temporal-log.js';
import { temporalEnv } from './temporal.env.js';

/** What activities may use. */
export interface WorkerContext {
  db: DataSource;
  temporal: Client;
  logger: Logger;
}

export interface WorkerOptions {
  /** whose workflows it runs; the process is `<task queue>-worker` in log, Kafka and PostgreSQL */
  taskQueue: TaskQueue;
  /** of the service, by the environment */
  database: () => ReturnType<typeof dataSourceOptions>;
  /** every kind of case of the service, with what its steps and marks bring about */
  recordings: (context: WorkerContext) => readonly AnyRecording[];
  /** what its workflows do beside carrying cases */
  activities?: (context: WorkerContext) => object;
  /** what of its workflows begins by the calendar, beside the reconciliation */
  schedules?: readonly Schedule[];
}

const bundleOf = (taskQueue: TaskQueue): string =>
  fileURLToPath(new URL(`../../../../workflows/dist/${taskQueue}.bundle.js`, import.meta.url));

const workerEnv = (taskQueue: TaskQueue) =>
  readEnv((env) => ({
    host: env.text('HOST', { default: '127.0.0.1' }),
    port: env.port('PORT'),
    brokers: env.list('KAFKA_BROKERS'),
    bundle: env.text('WORKFLOW_BUNDLE', { default: bundleOf(taskQueue) }),
    reconcileEvery: env.number('RECONCILE_EVERY_SECONDS', { default: 300 }),
    // each takes some 100 kB and makes every step a little slower; one that was evicted is replayed when it is needed
    cachedWorkflows: env.number('CACHED_WORKFLOWS', { default: 1_500 }),
  }));

/**
 * Runs a service's workflows beside their activities, starts processes that are owed, compares cases with their
 * processes, and relays the outbox, until SIGTERM or SIGINT. What cannot go on ends with one log line and exit 1.
 */
export async function runWorker(options: WorkerOptions): Promise<void> {
  const name = `${options.taskQueue}-worker`;
  const logger = createLogger(name);
  try {
    await work(name, options, logger);
  } catch (error) {
    logger.fatal({ err: error }, 'cannot go on');
    process.exit(1);
  }
}

async function work(name: string, options: WorkerOptions, logger: Logger): Promise<void> {
  const { taskQueue } = options;
  checkEnv([() => workerEnv(taskQueue), temporalEnv, options.database]);
  const settings = workerEnv(taskQueue);
  const server = temporalEnv();
  const database = options.database();
  logTemporalTo(logger);
  const stopping = new AbortController();
  const stopped = new Promise<void>((resolve) => stopping.signal.addEventListener('abort', () => resolve()));
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stopping.abort());

  const db = await patiently(logger, stopping.signal, 'PostgreSQL', () =>
    new DataSource({ ...database, applicationName: name }).initialize(),
  );
  const broker = createBroker({ brokers: settings.brokers, clientId: name, logger });
  const link = connectTemporal(server);
  const context = { db, temporal: link.client, logger };
  const recordings = options.recordings(context);
  const tables = recordings.map(({ table }) => table);
  const relay = new OutboxRelay({ databaseUrl: database.url, schema: database.schema, broker, logger });
  const starter = new ProcessStarter(db, link.client, logger);
  let working = false;
  const health = await healthServer(settings, [
    { name: 'postgres', check: () => db.query('SELECT 1') },
    { name: 'temporal', check: () => link.ping() },
    { name: 'worker', check: () => (working ? Promise.resolve() : Promise.reject(new Error('not polling'))) },
  ]);
  relay.start();
  starter.startSweeping(tables);

  const connection = await patiently(logger, stopping.signal, 'Temporal', () =>
    NativeConnection.connect({ address: server.address, tls: server.tls }),
  );
  const { reconciler } = createReconciliation(db, link.client, tables, logger);
  const worker = await Worker.create({
    connection,
    namespace: server.namespace,
    taskQueue,
    workflowBundle: { codePath: settings.bundle },
    activities: {
      ...processActivities(db, recordings, logger),
      ...reconciler.activities,
      ...options.activities?.(context),
    },
    interceptors: { activity: [jsonResults] },
    maxCachedWorkflows: settings.cachedWorkflows,
    shutdownGraceTime: '5s',
  });
  const schedules = [
    reconciliationSchedule(taskQueue, settings.reconcileEvery),
    ...(options.schedules ?? []),
  ];
  const scheduling = schedules.map((one) => keepSchedule(link.client, one, logger, stopping.signal));
  working = true;
  logger.info({ port: settings.port }, 'working');
  await worker.runUntil(stopped);
  working = false;

  await Promise.all([starter.stopSweeping(), ...scheduling]);
  await relay.stop();
  await Promise.all([health.close(), broker.close(), link.close(), connection.close()]);
  await db.destroy();
  await Runtime.instance().shutdown();
}

/** Tries until it works or the process is asked to stop: a server that is away is no reason to give up. */
async function patiently<T>(
  logger: Logger,
  stop: AbortSignal,
  what: string,
  connect: () => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await connect();
    } catch (error) {
      if (stop.aborted) process.exit(0);
      logger.warn({ err: error, attempt }, `${what} cannot be reached yet`);
      await pause(backoff(attempt, 200, 5_000), stop);
    }
  }
}
