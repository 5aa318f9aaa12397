import { TOPICS } from '@zhishou/messages/topics';
import { inTransaction } from '@zhishou/platform/db/transaction';
import type { Broker, Consumption } from '@zhishou/platform/kafka/kafka';
import { claimEvents } from '@zhishou/platform/kafka/once';
import type { DataSource } from 'typeorm';
import { addDeliveries } from './deliveries.js';
import { isTold, type Told } from './notice.js';

const CONSUMER = 'notifier.webhooks';

/**
 * Writes the deliveries of every event that the outside is told of, once per event; a burst is written in a few transactions.
 * @param webhooks their names
 * @param onAdded called after each commit
 */
export function consumeNotices(
  broker: Broker,
  dataSource: DataSource,
  webhooks: string[],
  onAdded: () => void,
): Consumption {
  return broker.consume({
    group: CONSUMER,
    topics: [TOPICS.tickets, TOPICS.heads],
    fromBeginning: true,
    onEvents: async (events) => {
      const told = events.filter(isTold);
      if (told.length === 0) return;
      await inTransaction(dataSource, async (manager) => {
        const fresh = await claimEvents(manager, CONSUMER, told);
        await addDeliveries(manager, fresh as Told[], webhooks);
      });
      onAdded();
    },
  });
}
