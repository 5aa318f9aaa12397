import { kafkaSecurity } from '@zhishou/platform/kafka/security';
import { keepTopics } from '@zhishou/platform/kafka/topics';
import { Kafka, logLevel, type Admin } from 'kafkajs';

const CONNECT_WITHIN_MS = 2000;

/** Rejects while the broker at `brokers` (host:port, separated by commas) does not answer. */
export const pingKafka = (brokers: string): Promise<void> =>
  withAdmin(brokers, async (admin) => {
    await admin.describeCluster();
  });

/** Makes and corrects the topics that services use. */
export const ensureTopics = (brokers: string): Promise<void> =>
  withAdmin(brokers, (admin) => keepTopics(admin, ''));

export interface GroupLag {
  group: string;
  /** how many consumers are in it now */
  members: number;
  /** events it has not read, over all its topics */
  behind: number;
}

/** Every group of consumers the broker knows, by name. */
export const consumerLags = (brokers: string): Promise<GroupLag[]> =>
  withAdmin(brokers, async (admin) => {
    const { groups } = await admin.listGroups();
    const names = groups.map(({ groupId }) => groupId).sort();
    const described = await admin.describeGroups(names);
    const members = new Map(described.groups.map((group) => [group.groupId, group.members.length]));
    const lags: GroupLag[] = [];
    for (const group of names)
      lags.push({ group, members: members.get(group) ?? 0, behind: await lagOf(admin, group) });
    return lags;
  });

/** Has the broker forget groups of this name that nobody is in. */
export const forgetGroups = (brokers: string, name: RegExp): Promise<void> =>
  withAdmin(brokers, async (admin) => {
    const { groups } = await admin.listGroups();
    const described = await admin.describeGroups(
      groups.map(({ groupId }) => groupId).filter((group) => name.test(group)),
    );
    const idle = described.groups.filter(({ members }) => members.length === 0);
    if (idle.length > 0) await admin.deleteGroups(idle.map(({ groupId }) => groupId));
  });

async function lagOf(admin: Admin, groupId: string): Promise<number> {
  let behind = 0;
  for (const { topic, partitions } of await admin.fetchOffsets({ groupId })) {
    for (const { partition, high, low } of await admin.fetchTopicOffsets(topic)) {
      const read = Number(partitions.find((own) => own.partition === partition)?.offset ?? -1);
      behind += Number(high) - (read < 0 ? Number(low) : read);
    }
  }
  return behind;
}

async function withAdmin<T>(brokers: string, use: (admin: Admin) => Promise<T>): Promise<T> {
  const { sasl, ssl } = kafkaSecurity();
  const kafka = new Kafka({
    clientId: 'zhishou-local',
    brokers: brokers.split(','),
    sasl,
    ssl,
    logLevel: logLevel.NOTHING,
    connectionTimeout: CONNECT_WITHIN_MS,
    retry: { retries: 0 },
  });
  const admin = kafka.admin();
  try {
    await admin.connect();
    return await use(admin);
  } finally {
    await admin.disconnect();
  }
}
