import { readEnv } from '@zhishou/platform/env';
import { healthServer } from '@zhishou/platform/health/health';
import { createBroker } from '@zhishou/platform/kafka/kafka';
import { createLogger } from '@zhishou/platform/log';
import { DataSource } from 'typeorm';
import { databaseOptions } from './database.js';
import { readDeliverySettings } from './notifier.env.js';
import { startNotifier } from './notifier.js';

const SHUTDOWN_LIMIT_MS = 10_000;

const logger = createLogger('notifier');

/** Starts everything and returns what stops it in order. */
async function start(): Promise<() => Promise<void>> {
  const { host, port, databaseUrl, brokers, settings } = readEnv((env) => ({
    host: env.text('HOST', { default: '127.0.0.1' }),
    port: env.port('PORT'),
    databaseUrl: env.url('DATABASE_URL'),
    brokers: env.list('KAFKA_BROKERS'),
    settings: readDeliverySettings(env),
  }));
  const dataSource = await new DataSource(databaseOptions({ url: databaseUrl })).initialize();
  const broker = createBroker({ brokers, clientId: 'notifier', logger });
  const notifier = await startNotifier({ dataSource, databaseUrl, broker, logger, settings });
  const health = await healthServer({ host, port }, [
    { name: 'postgres', check: () => dataSource.query('SELECT 1') },
    { name: 'kafka', check: () => broker.ping(), optional: true },
  ]);
  logger.info({ port, webhooks: settings.webhooks.map(({ name }) => name) }, 'working');
  return async () => {
    await health.close();
    await notifier.stop();
    await broker.close();
    await dataSource.destroy();
  };
}

async function stopOn(signal: string, stop: () => Promise<void>): Promise<void> {
  logger.info({ signal }, 'stopping');
  // Kafka lets nobody leave while a group is gathering; all that is owed is in the database
  setTimeout(() => process.exit(0), SHUTDOWN_LIMIT_MS).unref();
  await stop();
  process.exit(0);
}

function fail(error: unknown, what: string): never {
  logger.fatal({ err: error }, what);
  process.exit(1);
}

try {
  const stop = await start();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      stopOn(signal, stop).catch((error: unknown) => fail(error, 'stopping failed'));
    });
  }
} catch (error) {
  fail(error, 'could not start');
}
