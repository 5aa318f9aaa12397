import type { Broker } from '@zhishou/platform/kafka/kafka';
import { Janitor } from '@zhishou/platform/janitor/janitor';
import type { Logger } from '@zhishou/platform/log';
import { OutboxRelay } from '@zhishou/platform/outbox/relay';
import type { DataSource } from 'typeorm';
import { countForsaken } from './delivery/deliveries.js';
import { consumeNotices } from './delivery/notice.consumer.js';
import { Lane } from './delivery/lane.js';
import type { DeliverySettings } from './notifier.env.js';
import { NOTIFIER_RETENTION } from './notifier.retention.js';
import { createPoster } from './webhook/post.js';

const RECORDING_MARGIN_MS = 10_000;

export interface NotifierParts {
  dataSource: DataSource;
  databaseUrl: string;
  broker: Broker;
  logger: Logger;
  settings: DeliverySettings;
}

export interface Notifier {
  stop(): Promise<void>;
}

/** Begins to consume escalations and to post them. May run in several processes on one schema. */
export async function startNotifier(parts: NotifierParts): Promise<Notifier> {
  const { dataSource, databaseUrl, broker, logger, settings } = parts;
  const names = settings.webhooks.map(({ name }) => name);
  if (names.length === 0) logger.warn('no webhook is configured: escalations are told to nobody');
  const forsaken = await countForsaken(dataSource, names);
  if (Object.keys(forsaken).length > 0) {
    logger.error({ forsaken }, 'deliveries wait for webhooks that are not configured any more');
  }
  const lanes = settings.webhooks.map(
    (webhook) =>
      new Lane({
        dataSource,
        logger,
        webhook: webhook.name,
        poster: createPoster(webhook, settings.timeout),
        policy: settings.policy,
        concurrency: settings.concurrency,
        lease: settings.timeout + RECORDING_MARGIN_MS,
      }),
  );
  const relay = new OutboxRelay({ databaseUrl, schema: 'notifier', broker, logger });
  relay.start();
  const janitor = new Janitor(dataSource, logger, NOTIFIER_RETENTION);
  janitor.start();
  for (const lane of lanes) lane.start();
  const wakeAll = () => lanes.forEach((lane) => lane.wake());
  const consumption = consumeNotices(broker, dataSource, names, wakeAll);
  return {
    stop: async () => {
      await consumption.stop();
      await Promise.all(lanes.map((lane) => lane.stop()));
      await janitor.stop();
      await relay.stop();
    },
  };
}
