import { Partitioners } from 'kafkajs';
import type { Kafka, Producer } from 'kafkajs';
import { canonicalJson } from '../canonical-json.js';
import type { OutgoingEvent, Publisher } from './kafka.js';

/** Idempotent and one request in flight: what a retry inside the client repeats is neither doubled nor reordered. */
export function createPublisher(kafka: Kafka, ensureTopics: () => Promise<void>, prefix: string): Publisher {
  let producer: Producer | undefined;
  const connect = async (): Promise<Producer> => {
    await ensureTopics();
    const fresh = kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      createPartitioner: Partitioners.DefaultPartitioner,
    });
    await fresh.connect();
    return fresh;
  };
  const close = async (): Promise<void> => {
    const old = producer;
    producer = undefined;
    await old?.disconnect().catch(() => undefined);
  };
  return {
    close,
    send: async (events) => {
      producer ??= await connect();
      try {
        await producer.sendBatch({ acks: -1, topicMessages: byTopic(events, prefix) });
      } catch (error) {
        // its sequence numbers may be out of step with the broker's now: the next try starts with a new producer
        await close();
        throw error;
      }
    },
  };
}

function byTopic(events: OutgoingEvent[], prefix: string) {
  const topics = [...new Set(events.map(({ topic }) => topic))];
  return topics.map((topic) => ({
    topic: prefix + topic,
    messages: events
      .filter((outgoing) => outgoing.topic === topic)
      .map(({ key, event }) => ({
        key,
        value: canonicalJson(event),
        headers: { 'content-type': 'application/cloudevents+json; charset=utf-8' },
      })),
  }));
}
