import { PERSON_CHANGED } from '@zhishou/messages/events';
import type { Event, PersonSnapshot } from '@zhishou/messages/events';
import { TOPICS } from '@zhishou/messages/topics';
import type { DataSource } from 'typeorm';
import type { Broker, Consumption } from '../kafka/kafka.js';

/** Keeps a service's projection of people up to date from directory.v1. */
export function consumePeople(broker: Broker, dataSource: DataSource, service: string): Consumption {
  return broker.consume({
    group: `${service}.people`,
    topics: [TOPICS.directory],
    fromBeginning: true,
    onEvent: (event) => applyPersonEvent(dataSource, event),
  });
}

/** Takes over a person's state unless a later one is known already, so that a repeat or an old event does no harm. */
export async function applyPersonEvent(dataSource: DataSource, event: Event): Promise<void> {
  if (event.type !== PERSON_CHANGED) return;
  const person = event.data as PersonSnapshot;
  await dataSource.query(
    `INSERT INTO person (id, username, display_name, role, side, nda_signed, active, sequence, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (id) DO UPDATE SET
       username = excluded.username, display_name = excluded.display_name, role = excluded.role, side = excluded.side,
       nda_signed = excluded.nda_signed, active = excluded.active, sequence = excluded.sequence,
       updated_at = excluded.updated_at
     WHERE person.sequence < excluded.sequence`,
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
    ],
  );
}
