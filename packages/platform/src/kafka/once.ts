import type { Event } from '@zhishou/messages/events';
import type { DataSource, EntityManager } from 'typeorm';

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
  return dataSource.transaction(async (manager) => {
    const inserted = await manager.query<unknown[]>(
      'INSERT INTO consumed_event (consumer, event_id) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING event_id',
      [consumer, event.id],
    );
    if (inserted.length === 0) return false;
    await fn(manager);
    return true;
  });
}
