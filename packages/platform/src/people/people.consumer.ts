import { PERSON_CHANGED, SESSION_ENDED } from '@zhishou/messages/events';
import type { Event, PersonSnapshot, SessionEnd } from '@zhishou/messages/events';
import { TOPICS } from '@zhishou/messages/topics';
import type { DataSource } from 'typeorm';
import { FARTHEST_JUMP } from '../kafka/event.check.js';
import type { Broker, Consumption } from '../kafka/kafka.js';

/** Keeps a service's projection of people up to date from directory.v1. */
export function consumePeople(broker: Broker, dataSource: DataSource, service: string): Consumption {
  return broker.consume({
    group: `${service}.people`,
    topics: [TOPICS.directory],
    fromBeginning: true,
    onEvent: (event) => applyDirectoryEvent(dataSource, event),
  });
}

/** Takes over what the directory says of people and of their sign-ins. */
export async function applyDirectoryEvent(dataSource: DataSource, event: Event): Promise<void> {
  if (event.type === PERSON_CHANGED) await applyPersonEvent(dataSource, event);
  if (event.type === SESSION_ENDED) await applySessionEnd(dataSource, event);
}

/** Keeps an ended session for as long as anything given out to it could be alive. */
async function applySessionEnd(dataSource: DataSource, event: Event): Promise<void> {
  const { forgetAt } = event.data as SessionEnd;
  await dataSource.query(
    `INSERT INTO ended_session (id, forget_at) SELECT $1::text, $2::timestamptz
     WHERE $2::timestamptz > clock_timestamp() ON CONFLICT DO NOTHING`,
    [event.subject, forgetAt],
  );
  await dataSource.query('DELETE FROM ended_session WHERE forget_at <= clock_timestamp()');
}

/**
 * Takes over a person's state unless a later one is known already, so that a repeat or an old event does no harm. A
 * known one that counts farther than can be is no later one.
 */
export async function applyPersonEvent(dataSource: DataSource, event: Event): Promise<void> {
  if (event.type !== PERSON_CHANGED) return;
  const person = event.data as PersonSnapshot;
  await dataSource.query(
    `INSERT INTO person (id, username, display_name, role, side, nda_signed, active, sequence, updated_at,
       session_epoch)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     ON CONFLICT (id) DO UPDATE SET
       username = excluded.username, display_name = excluded.display_name, role = excluded.role, side = excluded.side,
       nda_signed = excluded.nda_signed, active = excluded.active, sequence = excluded.sequence,
       updated_at = excluded.updated_at, session_epoch = excluded.session_epoch
     WHERE person.sequence < excluded.sequence OR person.sequence > excluded.sequence + $11`,
    [
      person.id,
      person.username,
      person.displayName,
      person.role,
      person.side,
      person.ndaSigned,
      person.active,
      event.sequence,
      event.time,
      person.sessionEpoch ?? 0,
      FARTHEST_JUMP,
    ],
  );
}
