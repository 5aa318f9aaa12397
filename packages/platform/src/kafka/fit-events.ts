import type { Event } from '@zhishou/messages/events';
import type { Topic } from '@zhishou/messages/topics';
import type { Batch, KafkaMessage } from 'kafkajs';
import type { Logger } from '../log.js';
import type { EventCheck } from './event.check.js';

/** Where a message stands. */
interface Place {
  topic: string;
  partition: number;
  offset: string;
}

export interface Taken {
  event: Event;
  at: Place;
}

/** The log says where it stands, so that it can be looked at; not what it says, which anybody may have written. */
export const setAside = (logger: Logger, at: Place, reason: string): void =>
  logger.error({ ...at, reason }, 'an event was set aside');

/** The events of some messages of a batch; a message that is none is set aside. */
export const fitEvents = (
  { check, logger, prefix }: { check: EventCheck; logger: Logger; prefix: string },
  { topic, partition }: Pick<Batch, 'topic' | 'partition'>,
  messages: readonly KafkaMessage[],
): Taken[] =>
  messages.flatMap((message) => {
    const at = { topic, partition, offset: message.offset };
    const checked = check.check(topic.slice(prefix.length) as Topic, message);
    if ('event' in checked) return [{ event: checked.event, at }];
    setAside(logger, at, checked.reason);
    return [];
  });
