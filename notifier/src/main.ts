import { readEnv } from '@zhishou/platform/env';
import { healthServer } from '@zhishou/platform/health/health';
import { createBroker } from '@zhishou/platform/kafka/kafka';
import { createLogger } from '@zhishou/platform/log';
import { DataSource } from 'typeorm';
import { databaseOptions } from './database.js';
import { readDeliverySettings } from './notifier.env.js';
import { startNotifier } from './notifier.js';

const { host, port, databaseUrl, brokers, settings } = readEnv((env) => ({
  host: env.text('HOST', { default: '127.0.0.1' }),
  port: env.port('PORT'),
  databaseUrl: env.url('DATABASE_URL'),
  brokers: env.list('KAFKA_BROKERS'),
  settings: readDeliverySettings(env),
}));
const logger = createLogger('notifier');
const dataSource = await new DataSource(databaseOptions({ url: databaseUrl })).initialize();
const broker = createBroker({ brokers, clientId: 'notifier', logger });
const health = await healthServer({ host, port }, [
  { name: 'postgres', check: () => dataSource.query('SELECT 1') },
  { name: 'kafka', check: () => broker.ping() },
]);
const notifier = await startNotifier({ dataSource, databaseUrl, broker, logger, settings });
logger.info({ webhooks: settings.webhooks.map(({ name }) => name) }, 'notifier is up');

const stop = async (signal: string): Promise<void> => {
  logger.info({ signal }, 'stopping');
  await health.close();
  await notifier.stop();
  await broker.close();
  await dataSource.destroy();
};
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    stop(signal).catch((error: unknown) => {
      logger.error({ err: error }, 'did not stop cleanly');
      process.exit(1);
    });
  });
}
