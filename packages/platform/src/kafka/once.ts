import type { Event } from '@zhishou/messages/events';
import type { DataSource, EntityManager } from 'typeorm';
import { inTransaction } from '../db/transaction.js';

/**
 * Notes, in the caller's transaction, that this consumer handles these events, and returns those it has not handled
 * before, each once, in their order.
 */
export async function claimEvents(
  manager: EntityManager,
  consumer: string,
  events: Event[],
): Promise<Event[]> {
  const inserted = await manager.query<{ event_id: string }[]>(
    `INSERT INTO consumed_event (consumer, event_id) SELECT $1, id FROM unnest($2::text[]) AS id ORDER BY id
     ON CONFLICT DO NOTHING RETURNING event_id`,
    [consumer, events.map(({ id }) => id)],
  );
  const fresh = new Set(inserted.map((row) => row.event_id));
  return events.filter(({ id }) => fresh.delete(id));
}

/**
 * Lets `fn` handle the event once for this consumer, however often it is delivered: the note that it was handled is
 * part of fn's transaction. Returns false for one already handled.
 */
export async function handleOnce(
  dataSource: DataSource,
  consumer: string,
  event: Event,
  fn: (manager: EntityManager) => Promise<void>,
): Promise<boolean> {
  return inTransaction(dataSource, async (manager) => {
    const [fresh] = await claimEvents(manager, consumer, [event]);
    if (fresh) await fn(manager);
    return fresh !== undefined;
  });
}
