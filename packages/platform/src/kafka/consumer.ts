import type { Event } from '@zhishou/messages/events';
import { TOPIC_PARTITIONS } from '@zhishou/messages/topics';
import type { EachBatchPayload, Kafka } from 'kafkajs';
import { backoff, pause, waitAtMost } from '../backoff.js';
import { runInContext } from '../context.js';
import { isUnfit } from '../db/database-error.js';
import type { Logger } from '../log.js';
import { EventCheck } from './event.check.js';
import { fitEvents, setAside, type Taken } from './fit-events.js';
import type { ConsumerOptions, Consumption } from './kafka.js';

const MAX_WAIT_MS = 1_000;
/** How long the partitions of a killed process wait for another one. */
const SESSION_MS = 10_000;
const HEARTBEAT_MS = 2_000;
/** Below SESSION_MS: between two tries at an event the group is told that we live. */
const MAX_RETRY_MS = 3_000;
const MAX_BATCH = 500;
const STOP_LIMIT_MS = 3_000;

/** So often is an event tried whose data are of no use, before it is set aside. */
const UNFIT_TRIES = 3;

interface Connection {
  kafka: Kafka;
  ensureTopics: () => Promise<void>;
  logger: Logger;
  prefix: string;
}

/** Runs a consumer until stopped; whenever the client gives up, begins again with a new one. */
export function startConsumer(connection: Connection, options: ConsumerOptions): Consumption {
  const { kafka, ensureTopics, logger, prefix } = connection;
  const stopping = new AbortController();
  let tellReady: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => (tellReady = resolve));
  const log = logger.child({ consumer: options.group });
  const check = new EventCheck();
  let endSession: () => void = () => undefined;
  let failures = 0;
  const joined = () => {
    failures = 0;
    tellReady();
  };

  const session = async (): Promise<void> => {
    await ensureTopics();
    const consumer = kafka.consumer({
      groupId: prefix + options.group,
      maxWaitTimeInMs: MAX_WAIT_MS,
      sessionTimeout: SESSION_MS,
      heartbeatInterval: HEARTBEAT_MS,
      allowAutoTopicCreation: false,
      retry: { retries: 3, restartOnFailure: () => Promise.resolve(false) },
    });
    const ended = new Promise<Error | undefined>((resolve) => {
      consumer.on(consumer.events.CRASH, ({ payload }) => resolve(payload.error));
      endSession = () => resolve(undefined);
    });
    consumer.on(consumer.events.GROUP_JOIN, joined);
    try {
      await consumer.connect();
      await consumer.subscribe({
        topics: options.topics.map((topic) => prefix + topic),
        fromBeginning: options.fromBeginning,
      });
      await consumer.run({
        partitionsConsumedConcurrently: TOPIC_PARTITIONS,
        eachBatchAutoResolve: false,
        eachBatch: takeBatch,
      });
      const failure = stopping.signal.aborted ? undefined : await ended;
      if (failure) throw failure;
    } finally {
      await consumer.disconnect().catch(() => undefined);
    }
  };

  const takeBatch = async (payload: EachBatchPayload): Promise<void> => {
    const { batch } = payload;
    const size = 'onEvents' in options ? MAX_BATCH : 1;
    for (
      let from = 0;
      from < batch.messages.length && payload.isRunning() && !payload.isStale();
      from += size
    ) {
      const messages = batch.messages.slice(from, from + size);
      const taken = fitEvents({ check, logger: log, prefix }, batch, messages);
      await deliver(taken, () => payload.heartbeat());
      payload.resolveOffset(messages.at(-1)?.offset ?? '');
      await payload.heartbeat();
    }
  };

  const handle = (events: Event[], first: Event): Promise<void> =>
    'onEvents' in options
      ? options.onEvents(events)
      : runInContext({ requestId: first.requestid ?? first.id, address: '' }, () => options.onEvent(first));

  const deliver = async (taken: Taken[], heartbeat: () => Promise<void>): Promise<void> => {
    const [first] = taken;
    if (first === undefined) return;
    for (let attempt = 1; !stopping.signal.aborted; attempt += 1) {
      try {
        return await handle(
          taken.map(({ event }) => event),
          first.event,
        );
      } catch (error) {
        const { id, type } = first.event;
        log.error({ err: error, event: id, type, attempt }, 'an event could not be handled; trying again');
        if (isUnfit(error) && taken.length > 1) {
          for (const one of taken) await deliver([one], heartbeat);
          return;
        }
        if (isUnfit(error) && attempt >= UNFIT_TRIES)
          return setAside(log, first.at, 'its data cannot be handled');
        await pause(backoff(attempt, 200, MAX_RETRY_MS), stopping.signal);
        await heartbeat();
      }
    }
    throw new Error('stopped before the event was handled'); // so that its offset is not committed
  };

  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        await session();
      } catch (error) {
        failures += 1;
        log.warn({ err: error }, 'the consumer lost Kafka; beginning again');
        await pause(backoff(failures, 500, 5_000), stopping.signal);
      }
    }
  };
  const running = run();
  return {
    ready,
    stop: async () => {
      stopping.abort();
      endSession();
      // the client may be in the middle of its own tries to reach a Kafka that is away
      await waitAtMost(STOP_LIMIT_MS, running);
    },
  };
}
