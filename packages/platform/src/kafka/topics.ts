import { TOPIC_PARTITIONS, TOPIC_SETTINGS, TOPICS } from '@zhishou/messages/topics';
import kafkajs, { type Admin, type ITopicMetadata } from 'kafkajs';
import { untilHeard } from './until-heard.js';

const NOT_KNOWN_YET = new Set(['UNKNOWN_TOPIC_OR_PARTITION', 'LEADER_NOT_AVAILABLE']);

/**
 * Makes the topics that are missing and brings those that are there to the wanted settings and partitions; whoever
 * needs topics, launcher, service or deployment, comes here. When it is back, every topic can be written and read.
 * @param prefix stands before each name
 */
export async function keepTopics(admin: Admin, prefix: string): Promise<void> {
  const existing = new Set(await admin.listTopics());
  const wanted = Object.values(TOPICS).map((topic) => prefix + topic);
  const missing = wanted.filter((topic) => !existing.has(topic));
  const found = wanted.filter((topic) => existing.has(topic));
  if (missing.length > 0) {
    await admin.createTopics({
      // kafkajs's own wait gives up on a topic that a broker has not heard of yet; see knownTopics.
      waitForLeaders: false,
      topics: missing.map((topic) => ({
        topic,
        numPartitions: TOPIC_PARTITIONS,
        configEntries: settings(),
      })),
    });
  }
  if (found.length > 0) {
    await correctSettings(admin, found);
    await addPartitions(admin, found);
  }
  await knownTopics(admin, wanted, TOPIC_PARTITIONS);
}

/**
 * Waits until the broker that is asked knows each topic with a leader and this many partitions.
 * @throws Error that names the topics still missing after 15 s
 */
export const knownTopics = (admin: Admin, names: string[], partitions: number): Promise<void> =>
  untilHeard(async () => {
    const known = await topicsWith(partitions, admin, names);
    return names.filter((name) => !known.has(name));
  });

/** One topic a broker has not heard of makes kafkajs throw for all. */
async function topicsWith(partitions: number, admin: Admin, names: string[]): Promise<Set<string>> {
  try {
    const { topics } = await admin.fetchTopicMetadata({ topics: names });
    const led = (topic: ITopicMetadata) => topic.partitions.filter(({ leader }) => leader >= 0).length;
    return new Set(topics.filter((topic) => led(topic) >= partitions).map(({ name }) => name));
  } catch (error) {
    if (error instanceof kafkajs.KafkaJSProtocolError && NOT_KNOWN_YET.has(error.type)) return new Set();
    throw error;
  }
}

const settings = () => Object.entries(TOPIC_SETTINGS).map(([name, value]) => ({ name, value }));

async function correctSettings(admin: Admin, topics: string[]): Promise<void> {
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: topics.map((name) => ({
      type: kafkajs.ConfigResourceTypes.TOPIC,
      name,
      configNames: Object.keys(TOPIC_SETTINGS),
    })),
  });
  const wrong = resources.filter(({ configEntries }) =>
    Object.entries(TOPIC_SETTINGS).some(
      ([name, value]) => configEntries.find(({ configName }) => configName === name)?.configValue !== value,
    ),
  );
  if (wrong.length === 0) return;
  await admin.alterConfigs({
    validateOnly: false,
    resources: wrong.map(({ resourceName }) => ({
      type: kafkajs.ConfigResourceTypes.TOPIC,
      name: resourceName,
      configEntries: settings(),
    })),
  });
}

/** More partitions than wanted stay: Kafka cannot take them away. */
async function addPartitions(admin: Admin, names: string[]): Promise<void> {
  const { topics } = await admin.fetchTopicMetadata({ topics: names });
  const few = topics.filter(({ partitions }) => partitions.length < TOPIC_PARTITIONS);
  if (few.length === 0) return;
  await admin.createPartitions({
    topicPartitions: few.map(({ name }) => ({ topic: name, count: TOPIC_PARTITIONS })),
  });
}
