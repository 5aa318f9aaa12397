import type { Event } from '@zhishou/messages/events';
import { isService, type Topic, TOPIC_RULES } from '@zhishou/messages/topics';
import { Kafka, logLevel } from 'kafkajs';
import type { Admin } from 'kafkajs';
import { readEnv } from '../env.js';
import type { Logger } from '../log.js';
import { startConsumer } from './consumer.js';
import { createPublisher } from './publisher.js';
import { readAll, type Reading } from './read-all.js';
import { kafkaSecurity } from './security.js';
import { keepTopics } from './topics.js';

export interface OutgoingEvent {
  topic: Topic;
  key: string;
  event: Event;
}

export interface Publisher {
  /** Sends all in the given order; resolves when every in-sync replica has them. On a rejection some may have gone. */
  send(events: OutgoingEvent[]): Promise<void>;
  close(): Promise<void>;
}

interface Wanted {
  /** consumers of one group share the work; each group gets every event */
  group: string;
  topics: Topic[];
  /** where a new group begins: at the oldest event, or at those still to come */
  fromBeginning: boolean;
}

/** One at a time, or at most 500 of one partition at once; in order; what is rejected is tried again until it succeeds. */
export type ConsumerOptions = Wanted &
  ({ onEvent: (event: Event) => Promise<void> } | { onEvents: (events: Event[]) => Promise<void> });

export interface Consumption {
  /** resolves when the group has been joined for the first time */
  ready: Promise<void>;
  stop(): Promise<void>;
}

/** Kafka, as far as we use it. The only place that knows which client library speaks to it. */
export interface Broker {
  producer(): Publisher;
  /** starts in the background and goes on by itself when Kafka comes back */
  consume(options: ConsumerOptions): Consumption;
  /** from the oldest event to the newest there is now */
  readAll(reading: Reading): Promise<void>;
  /**
   * creates what topics are missing and corrects the others; once, and again only after a failure. Nothing where Kafka
   * knows users: see prepare.cli
   */
  ensureTopics(): Promise<void>;
  ping(): Promise<void>;
  /** ends all consumption, side by side */
  stopConsumers(): Promise<void>;
  close(): Promise<void>;
}

/**
 * KAFKA_PREFIX stands before the name of every topic and group, so that installations (and tests) can share a cluster;
 * nobody outside of the broker sees it.
 */
export function createBroker(options: { brokers: string[]; clientId: string; logger: Logger }): Broker {
  const { logger } = options;
  const prefix = readEnv((env) => env.text('KAFKA_PREFIX', { default: '' }));
  const { known, sasl, ssl } = kafkaSecurity();
  const kafka = new Kafka({
    sasl,
    ssl,
    brokers: options.brokers,
    clientId: options.clientId,
    connectionTimeout: 3_000,
    requestTimeout: 10_000,
    retry: { retries: 3, initialRetryTime: 200, maxRetryTime: 2_000 },
    logLevel: logLevel.WARN,
    // what matters of its complaints reaches us as a rejection and is logged there
    logCreator: () => (entry) =>
      logger.debug({ kafka: entry.log.message, error: entry.log.error }, 'kafka client'),
  });
  let admin: Promise<Admin> | undefined;
  let topics: Promise<void> | undefined;
  const open: { stop(): Promise<void> }[] = [];

  const withAdmin = async <T>(work: (admin: Admin) => Promise<T>): Promise<T> => {
    admin ??= connectAdmin(kafka);
    const current = admin;
    try {
      return await work(await current);
    } catch (error) {
      if (admin === current) admin = undefined;
      current.then((broken) => broken.disconnect()).catch(() => undefined);
      throw error;
    }
  };
  const ensureTopics = async (): Promise<void> => {
    if (known) return;
    topics ??= withAdmin((connected) => keepTopics(connected, prefix));
    try {
      await topics;
    } catch (error) {
      topics = undefined;
      throw error;
    }
  };
  const stopConsumers = async (): Promise<void> => {
    await Promise.all(open.map((consumption) => consumption.stop()));
  };
  return {
    ensureTopics,
    stopConsumers,
    producer: () => createPublisher(kafka, ensureTopics, prefix),
    consume: (wanted) => {
      requireReader(wanted);
      const consumption = startConsumer({ kafka, ensureTopics, logger, prefix }, wanted);
      open.push(consumption);
      return consumption;
    },
    readAll: async (reading) => {
      requireReader({ group: reading.service, topics: reading.topics });
      await ensureTopics();
      await withAdmin((connected) => readAll({ kafka, admin: connected, logger, prefix }, reading));
    },
    ping: async () => void (await withAdmin((connected) => connected.describeCluster())),
    close: async () => {
      await stopConsumers();
      await admin?.then((connected) => connected.disconnect()).catch(() => undefined);
    },
  };
}

/** What works here must work where Kafka has an access list, too. */
function requireReader({ group, topics }: Pick<Wanted, 'group' | 'topics'>): void {
  const service = group.split('.', 1)[0]!;
  const closed = topics.filter((topic) => !TOPIC_RULES[topic].readers.some((reader) => reader === service));
  if (isService(service) && closed.length > 0)
    throw new Error(`${service} reads ${closed.join(', ')} against TOPIC_RULES`);
}

async function connectAdmin(kafka: Kafka): Promise<Admin> {
  const admin = kafka.admin();
  await admin.connect();
  return admin;
}
