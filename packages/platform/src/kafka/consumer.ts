import type { Event } from '@zhishou/messages/events';
import type { EachMessagePayload, Kafka } from 'kafkajs';
import { backoff, pause } from '../backoff.js';
import { runInContext } from '../context.js';
import type { Logger } from '../log.js';
import type { ConsumerOptions, Consumption } from './kafka.js';

const MAX_WAIT_MS = 1_000;

/** Runs a consumer until stopped; whenever the client gives up, begins again with a new one. */
export function startConsumer(
  kafka: Kafka,
  ensureTopics: () => Promise<void>,
  logger: Logger,
  options: ConsumerOptions,
): Consumption {
  const stopping = new AbortController();
  let joined: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => (joined = resolve));
  const log = logger.child({ consumer: options.group });

  const session = async (): Promise<void> => {
    await ensureTopics();
    const consumer = kafka.consumer({
      groupId: options.group,
      maxWaitTimeInMs: MAX_WAIT_MS,
      allowAutoTopicCreation: false,
      retry: { retries: 3, restartOnFailure: () => Promise.resolve(false) },
    });
    const ended = new Promise<Error | undefined>((resolve) => {
      consumer.on(consumer.events.CRASH, ({ payload }) => resolve(payload.error));
      stopping.signal.addEventListener('abort', () => resolve(undefined));
    });
    consumer.on(consumer.events.GROUP_JOIN, () => joined());
    try {
      await consumer.connect();
      await consumer.subscribe({ topics: options.topics, fromBeginning: options.fromBeginning });
      await consumer.run({ partitionsConsumedConcurrently: 3, eachMessage: (message) => deliver(message) });
      const failure = await ended;
      if (failure) throw failure;
    } finally {
      await consumer.disconnect().catch(() => undefined);
    }
  };

  const deliver = async ({ topic, message, heartbeat }: EachMessagePayload): Promise<void> => {
    const event = parse(message.value);
    if (event === undefined) {
      log.error({ topic, offset: message.offset }, 'not a CloudEvent; passed over');
      return;
    }
    for (let attempt = 1; !stopping.signal.aborted; attempt += 1) {
      try {
        return await runInContext({ requestId: event.requestid ?? event.id, address: '' }, () =>
          options.onEvent(event, topic),
        );
      } catch (error) {
        log.error(
          { err: error, event: event.id, type: event.type, attempt },
          'an event could not be handled; trying again',
        );
        await pause(backoff(attempt), stopping.signal);
        await heartbeat();
      }
    }
    throw new Error('stopped before the event was handled'); // so that its offset is not committed
  };

  const run = async (): Promise<void> => {
    for (let attempt = 1; !stopping.signal.aborted; attempt += 1) {
      try {
        await session();
      } catch (error) {
        log.warn({ err: error }, 'the consumer lost Kafka; beginning again');
        await pause(backoff(attempt, 500, 5_000), stopping.signal);
      }
    }
  };
  const running = run();
  return {
    ready,
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}

function parse(value: Buffer | null): Event | undefined {
  try {
    const event = JSON.parse(value?.toString('utf8') ?? '') as Event;
    return event.specversion === '1.0' && typeof event.id === 'string' ? event : undefined;
  } catch {
    return undefined;
  }
}
