import { randomUUID } from 'node:crypto';
import type { Event } from '@zhishou/messages/events';
import type { Service, Topic } from '@zhishou/messages/topics';
import type { Admin, Batch, Kafka } from 'kafkajs';
import type { Logger } from '../log.js';
import { EventCheck } from './event.check.js';
import { fitEvents } from './fit-events.js';

export interface Reading {
  /** who reads, as TOPIC_RULES allows it */
  service: Service;
  topics: Topic[];
  /** some events of one partition, in its order */
  onEvents: (events: Event[]) => Promise<void> | void;
}

interface Connection {
  kafka: Kafka;
  admin: Admin;
  logger: Logger;
  prefix: string;
}

/** Reads topics from their oldest event to the newest there is now, and keeps no place in them. */
export async function readAll(
  { kafka, admin, logger, prefix }: Connection,
  { service, topics, onEvents }: Reading,
): Promise<void> {
  const left = new Map<string, bigint>();
  for (const topic of topics)
    for (const { partition, low, high } of await admin.fetchTopicOffsets(prefix + topic))
      if (BigInt(high) > BigInt(low)) left.set(`${prefix}${topic}/${partition}`, BigInt(high));
  if (left.size === 0) return;
  const groupId = `${prefix}${service}.read-all.${randomUUID()}`;
  const consumer = kafka.consumer({ groupId, allowAutoTopicCreation: false });
  const check = new EventCheck();
  try {
    await consumer.connect();
    await consumer.subscribe({ topics: topics.map((topic) => prefix + topic), fromBeginning: true });
    await new Promise<void>((done, fail) => {
      consumer.on(consumer.events.CRASH, ({ payload }) => fail(payload.error));
      const eachBatch = async ({ batch }: { batch: Batch }): Promise<void> => {
        const taken = fitEvents({ check, logger, prefix }, batch, batch.messages);
        await onEvents(taken.map(({ event }) => event));
        const place = `${batch.topic}/${batch.partition}`;
        if (BigInt(batch.lastOffset()) + 1n >= (left.get(place) ?? 0n)) left.delete(place);
        if (left.size === 0) done();
      };
      consumer.run({ eachBatch }).catch(fail);
    });
  } finally {
    await consumer.disconnect().catch(() => undefined);
    await admin.deleteGroups([groupId]).catch(() => undefined);
  }
}
