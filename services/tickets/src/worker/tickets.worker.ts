import { fileURLToPath } from 'node:url';
import { NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { TASK_QUEUES } from '@zhishou/messages/task-queues';
import { backoff, pause } from '@zhishou/platform/backoff';
import { readEnv } from '@zhishou/platform/env';
import { healthServer } from '@zhishou/platform/health/health';
import { createBroker } from '@zhishou/platform/kafka/kafka';
import { createLogger, type Logger } from '@zhishou/platform/log';
import { OutboxRelay } from '@zhishou/platform/outbox/relay';
import { processActivities } from '@zhishou/platform/process/activities';
import { ProcessStarter } from '@zhishou/platform/process/process.starter';
import { createReconciliation } from '@zhishou/platform/process/reconciliation/reconciliation';
import { keepReconciling } from '@zhishou/platform/process/reconciliation/reconciliation.schedule';
import { connectTemporal } from '@zhishou/platform/temporal/client';
import { temporalEnv } from '@zhishou/platform/temporal/temporal.env';
import { DataSource } from 'typeorm';
import { ContractStore } from '@zhishou/platform/contract/contract.store';
import { ticketRecording } from '../process/ticket.recording.js';
import { TICKETS } from '../process/ticket.table.js';
import { TICKETS_SCHEMA, ticketsDatabase } from '../tickets.database.js';
import { jsonResults } from './json-results.js';
import { logTemporalTo } from './temporal-log.js';

const BUNDLE = fileURLToPath(new URL('../../../../workflows/dist/tickets.bundle.js', import.meta.url));

const workerEnv = () =>
  readEnv((env) => ({
    host: env.text('HOST', { default: '127.0.0.1' }),
    port: env.port('PORT'),
    databaseUrl: env.url('DATABASE_URL'),
    brokers: env.list('KAFKA_BROKERS'),
    bundle: env.text('WORKFLOW_BUNDLE', { default: BUNDLE }),
    reconcileEvery: env.number('RECONCILE_EVERY_SECONDS', { default: 300 }),
    // each takes some 100 kB and makes every step a little slower; one that was evicted is replayed when it is needed
    cachedWorkflows: env.number('CACHED_WORKFLOWS', { default: 1_500 }),
  }));

/**
 * Runs the tickets' workflows beside their activities, starts processes that are owed, and relays the outbox, until
 * SIGTERM or SIGINT. What cannot go on ends with one log line and exit 1.
 */
export async function startTicketsWorker(): Promise<void> {
  const logger = createLogger('tickets-worker');
  try {
    await work(logger);
  } catch (error) {
    logger.fatal({ err: error }, 'cannot go on');
    process.exit(1);
  }
}

async function work(logger: Logger): Promise<void> {
  const settings = workerEnv();
  const temporal = temporalEnv();
  logTemporalTo(logger);
  const stopping = new AbortController();
  const stopped = new Promise<void>((resolve) => stopping.signal.addEventListener('abort', () => resolve()));
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stopping.abort());

  const db = await patiently(logger, stopping.signal, 'PostgreSQL', () =>
    new DataSource({ ...ticketsDatabase(), applicationName: 'tickets-worker' }).initialize(),
  );
  const broker = createBroker({ brokers: settings.brokers, clientId: 'tickets-worker', logger });
  const link = connectTemporal(temporal);
  const relay = new OutboxRelay({
    databaseUrl: settings.databaseUrl,
    schema: TICKETS_SCHEMA,
    broker,
    logger,
  });
  const starter = new ProcessStarter(db, link.client, logger);
  let working = false;
  const health = await healthServer(settings, [
    { name: 'postgres', check: () => db.query('SELECT 1') },
    { name: 'temporal', check: () => link.ping() },
    { name: 'worker', check: () => (working ? Promise.resolve() : Promise.reject(new Error('not polling'))) },
  ]);
  relay.start();
  starter.startSweeping([TICKETS]);

  const connection = await patiently(logger, stopping.signal, 'Temporal', () =>
    NativeConnection.connect({ address: temporal.address, tls: temporal.tls }),
  );
  const { reconciler } = createReconciliation(db, link.client, [TICKETS], logger);
  const worker = await Worker.create({
    connection,
    namespace: temporal.namespace,
    taskQueue: TASK_QUEUES.tickets,
    workflowBundle: { codePath: settings.bundle },
    activities: {
      ...processActivities(db, [ticketRecording(new ContractStore(db))], logger),
      ...reconciler.activities,
    },
    interceptors: { activity: [jsonResults] },
    maxCachedWorkflows: settings.cachedWorkflows,
    shutdownGraceTime: '5s',
  });
  const scheduling = keepReconciling(
    link.client,
    TASK_QUEUES.tickets,
    settings.reconcileEvery,
    logger,
    stopping.signal,
  );
  working = true;
  logger.info({ port: settings.port }, 'working');
  await worker.runUntil(stopped);
  working = false;

  await Promise.all([starter.stopSweeping(), scheduling]);
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
