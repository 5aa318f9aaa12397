import { randomUUID } from 'node:crypto';
import type { Event } from '@zhishou/messages/events';
import { TOPICS } from '@zhishou/messages/topics';
import { runMigrations } from '@zhishou/platform/db/migrate';
import { createBroker } from '@zhishou/platform/kafka/kafka';
import { createLogger } from '@zhishou/platform/log';
import { freshDatabase } from '@zhishou/testkit/database';
import { eventually } from '@zhishou/testkit/eventually';
import type { WebhookReceiver } from '@zhishou/testkit/webhook-receiver';
import { DataSource } from 'typeorm';
import { databaseOptions } from '../src/database.js';
import { type Notifier, startNotifier } from '../src/notifier.js';
import type { DeliverySettings } from '../src/notifier.env.js';
import { parseWebhooks } from '../src/webhook/webhook.js';

export interface Delivery {
  state: 'PENDING' | 'DELIVERED' | 'DEAD';
  tries: number;
  problem: string | null;
}

/** What a test may change of a notifier that is otherwise quick to try again. */
export type Changes = Partial<DeliverySettings>;

/** A database and topics of its own on the shared servers, and the notifiers that run on them. */
export async function startWorld() {
  const prefix = `${randomUUID()}.`;
  process.env.KAFKA_PREFIX = prefix;
  const brokers = (process.env.KAFKA_BROKERS ?? '').split(',');
  const database = await freshDatabase('notifier', (url) => runMigrations(databaseOptions({ url })));
  const dataSource = await new DataSource(databaseOptions({ url: database.url })).initialize();
  const logger = createLogger('notifier-test');
  const broker = createBroker({ brokers, clientId: 'notifier-test', logger });
  const publisher = broker.producer();
  const running: Notifier[] = [];
  return {
    database,
    dataSource,
    broker,
    brokers,
    prefix,
    /** Starts a notifier for these receivers; the world stops it. */
    notify: async (receivers: WebhookReceiver[], changes: Changes = {}): Promise<Notifier> => {
      const settings: DeliverySettings = {
        webhooks: parseWebhooks(receivers.map(({ url, secret }) => ({ url, secret }))),
        policy: { tries: 10, firstWait: 20, longestWait: 50 },
        timeout: 5_000,
        concurrency: 16,
        ...changes,
      };
      const parts = { dataSource, databaseUrl: database.url, broker, logger, settings };
      const notifier = await startNotifier(parts);
      running.push(notifier);
      return notifier;
    },
    publish: (...events: Event[]) =>
      publisher.send(events.map((event) => ({ topic: TOPICS.tickets, key: event.subject, event }))),
    publishHead: (event: Event) => publisher.send([{ topic: TOPICS.heads, key: event.subject, event }]),
    /** The deliveries of an event, once `ended` holds for each of them. */
    deliveries: (eventId: string, ended = (delivery: Delivery) => delivery.state !== 'PENDING') =>
      eventually(
        async () => {
          const found = await dataSource.query<Delivery[]>(
            'SELECT state, tries, problem FROM delivery WHERE event_id = $1 ORDER BY webhook',
            [eventId],
          );
          return found.length > 0 && found.every(ended) && found;
        },
        { within: 30_000 },
      ),
    /** Ends every session on the database, as a server that restarts does. */
    cutConnections: () =>
      dataSource.query(
        'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
      ),
    close: async () => {
      await Promise.all(running.map((notifier) => notifier.stop()));
      await publisher.close();
      await broker.close();
      await dataSource.destroy();
      await database.drop();
    },
  };
}

export type World = Awaited<ReturnType<typeof startWorld>>;
