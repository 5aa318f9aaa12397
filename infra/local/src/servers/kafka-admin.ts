import { Kafka, logLevel, type Admin } from 'kafkajs';

const PARTITIONS = 3;
const CONNECT_WITHIN_MS = 2000;

/** Rejects while the broker at `brokers` (host:port, separated by commas) does not answer. */
export const pingKafka = (brokers: string): Promise<void> =>
  withAdmin(brokers, async (admin) => {
    await admin.describeCluster();
  });

/** Makes the topics that do not exist yet. */
export const ensureTopics = (brokers: string, topics: readonly string[]): Promise<void> =>
  withAdmin(brokers, async (admin) => {
    const existing = await admin.listTopics();
    const missing = topics.filter((topic) => !existing.includes(topic));
    if (missing.length === 0) return;
    await admin.createTopics({
      topics: missing.map((topic) => ({ topic, numPartitions: PARTITIONS })),
      waitForLeaders: true,
    });
  });

async function withAdmin(brokers: string, use: (admin: Admin) => Promise<void>): Promise<void> {
  const kafka = new Kafka({
    clientId: 'zhishou-local',
    brokers: brokers.split(','),
    logLevel: logLevel.NOTHING,
    connectionTimeout: CONNECT_WITHIN_MS,
    retry: { retries: 0 },
  });
  const admin = kafka.admin();
  try {
    await admin.connect();
    await use(admin);
  } finally {
    await admin.disconnect();
  }
}
