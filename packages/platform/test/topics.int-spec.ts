import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TOPIC_PARTITIONS, TOPIC_SETTINGS, TOPICS } from '@zhishou/messages/topics';
import kafkajs, { type Admin, Kafka, logLevel } from 'kafkajs';
import { createBroker } from '../src/kafka/kafka.js';
import { keepTopics, knownTopics } from '../src/kafka/topics.js';
import { createLogger } from '../src/log.js';

process.env.LOG_LEVEL = 'silent';
const brokers = (process.env.KAFKA_BROKERS ?? '').split(',');
let admin: Admin;

beforeAll(async () => {
  admin = new Kafka({ brokers, logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
});
afterAll(() => admin?.disconnect());

/** What the broker says of every topic of ours under the prefix. */
async function described(prefix: string) {
  const names = Object.values(TOPICS).map((topic) => prefix + topic);
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: names.map((name) => ({ type: kafkajs.ConfigResourceTypes.TOPIC, name })),
  });
  const { topics } = await admin.fetchTopicMetadata({ topics: names });
  return resources.map(({ resourceName, configEntries }) => ({
    name: resourceName,
    partitions: topics.find(({ name }) => name === resourceName)?.partitions.length,
    settings: Object.fromEntries(
      configEntries
        .filter(({ configName }) => configName in TOPIC_SETTINGS)
        .map(({ configName, configValue }) => [configName, configValue]),
    ),
  }));
}

const asWanted = (prefix: string) =>
  expect.arrayContaining(
    Object.values(TOPICS).map((topic) => ({
      name: prefix + topic,
      partitions: TOPIC_PARTITIONS,
      settings: TOPIC_SETTINGS,
    })),
  );

describe('every topic', () => {
  it('keeps its events for ever when a service makes it', async () => {
    const prefix = `${randomUUID()}.`;
    process.env.KAFKA_PREFIX = prefix;
    const broker = createBroker({ brokers, clientId: 'test', logger: createLogger('test') });
    await broker.ensureTopics();
    await broker.close();
    expect(await described(prefix)).toEqual(asWanted(prefix));
    expect(TOPIC_SETTINGS['retention.ms']).toBe('-1');
  });

  it('is brought to the wanted settings when it was there with others, or with too few partitions', async () => {
    const prefix = `${randomUUID()}.`;
    await admin.createTopics({
      waitForLeaders: false,
      topics: [
        { topic: prefix + TOPICS.tickets, numPartitions: 1 },
        {
          topic: prefix + TOPICS.audit,
          numPartitions: TOPIC_PARTITIONS,
          configEntries: [
            { name: 'retention.ms', value: '60000' },
            { name: 'cleanup.policy', value: 'compact' },
          ],
        },
      ],
    });
    await knownTopics(admin, [prefix + TOPICS.tickets, prefix + TOPICS.audit], 1);
    await keepTopics(admin, prefix);
    expect(await described(prefix)).toEqual(asWanted(prefix));
  });

  it('are waited for when a broker has not heard of them yet', async () => {
    const topic = `${randomUUID()}.late`;
    const waiting = knownTopics(admin, [topic], 3);
    await admin.createTopics({ waitForLeaders: false, topics: [{ topic, numPartitions: 3 }] });
    await waiting;
  });

  it('may be made by several at once', async () => {
    const prefix = `${randomUUID()}.`;
    await Promise.all([keepTopics(admin, prefix), keepTopics(admin, prefix), keepTopics(admin, prefix)]);
    expect(await described(prefix)).toEqual(asWanted(prefix));
  });
});
