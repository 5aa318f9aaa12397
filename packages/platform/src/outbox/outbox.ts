import type { Event } from '@zhishou/messages/events';
import { isService, mayTell, type Topic } from '@zhishou/messages/topics';
import type { EntityManager } from 'typeorm';
import { canonicalJson } from '../canonical-json.js';
import { currentRequestId } from '../context.js';
import { newId } from '../ids.js';
import { assertFits } from './event-size.js';

export interface NewEvent {
  /** default: a new id */
  id?: string;
  type: string;
  /** the aggregate's id; also the Kafka key, which keeps one aggregate's events in order */
  subject: string;
  topic: Topic;
  data: unknown;
  /** the instant it happened, of the database's clock */
  time: Date;
  /** default: that of the request being served */
  requestId?: string;
}

/**
 * Writes an event in the transaction of the change it tells about and wakes the relay at its commit. Lock or update
 * the aggregate's row first: that is what keeps one aggregate's events in the order of its changes. Returns its id.
 * @throws UserError BAD_USER_INPUT for an event that Kafka would never take
 */
export async function appendEvent(manager: EntityManager, event: NewEvent): Promise<string> {
  const schema = schemaOf(manager);
  if (isService(schema) && !mayTell(schema, event.topic, event.type))
    throw new Error(
      `${schema} tells ${event.type} on ${event.topic} against TOPIC_RULES: all would set it aside`,
    );
  const envelope: Omit<Event, 'sequence'> = {
    specversion: '1.0',
    id: event.id ?? newId('evt'),
    source: `/zhishou/${schema}`,
    type: event.type,
    subject: event.subject,
    time: event.time.toISOString(),
    datacontenttype: 'application/json',
    requestid: event.requestId ?? currentRequestId(),
    data: event.data,
  };
  const text = canonicalJson(envelope);
  assertFits(text, 'an event');
  await manager.query(
    `WITH added AS (INSERT INTO outbox (topic, key, event) VALUES ($1, $2, $3) RETURNING id)
     SELECT id, pg_notify($4, '') FROM added`,
    [event.topic, event.subject, text, outboxChannelOf(manager)],
  );
  return envelope.id;
}

/** PostgreSQL's notification channels belong to the database, so each schema has its own. */
export const outboxChannel = (schema: string) => `outbox_${schema}`;

/** The channel that wakes the relay of this manager's schema. */
export const outboxChannelOf = (manager: EntityManager): string => outboxChannel(schemaOf(manager));

function schemaOf(manager: EntityManager): string {
  const { options } = manager.connection;
  return 'schema' in options && options.schema ? options.schema : 'public';
}
