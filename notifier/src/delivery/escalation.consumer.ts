import { ESCALATION_RAISED, type EscalationData, type Event } from '@zhishou/messages/events';
import { TOPICS } from '@zhishou/messages/topics';
import { inTransaction } from '@zhishou/platform/db/transaction';
import type { Broker, Consumption } from '@zhishou/platform/kafka/kafka';
import { claimEvents } from '@zhishou/platform/kafka/once';
import type { DataSource } from 'typeorm';
import { addDeliveries } from './deliveries.js';

const CONSUMER = 'notifier.webhooks';

/**
 * Writes the deliveries of every escalation, once per event; a burst is written in a few transactions.
 * @param webhooks their names
 * @param onAdded called after each commit
 */
export function consumeEscalations(
  broker: Broker,
  dataSource: DataSource,
  webhooks: string[],
  onAdded: () => void,
): Consumption {
  return broker.consume({
    group: CONSUMER,
    topics: [TOPICS.tickets],
    fromBeginning: true,
    onEvents: async (events) => {
      const escalations = events.filter(({ type }) => type === ESCALATION_RAISED);
      if (escalations.length === 0) return;
      await inTransaction(dataSource, async (manager) => {
        const fresh = await claimEvents(manager, CONSUMER, escalations);
        await addDeliveries(manager, fresh as Event<EscalationData>[], webhooks);
      });
      onAdded();
    },
  });
}
