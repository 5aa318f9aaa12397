import { ESCALATION_RAISED, type EscalationData, type Event } from '@zhishou/messages/events';
import { TOPICS } from '@zhishou/messages/topics';
import type { Broker, Consumption } from '@zhishou/platform/kafka/kafka';
import { handleOnce } from '@zhishou/platform/kafka/once';
import type { DataSource } from 'typeorm';
import { addDeliveries } from './deliveries.js';

const CONSUMER = 'notifier.webhooks';

/**
 * Writes the deliveries of every escalation, once per event.
 * @param webhooks their names
 * @param onAdded called after each commit
 */
export function consumeEscalations(
  broker: Broker,
  dataSource: DataSource,
  webhooks: string[],
  onAdded: () => void,
  group = CONSUMER,
): Consumption {
  return broker.consume({
    group,
    topics: [TOPICS.tickets],
    fromBeginning: true,
    onEvent: async (event) => {
      if (event.type !== ESCALATION_RAISED) return;
      const added = await handleOnce(dataSource, CONSUMER, event, (manager) =>
        addDeliveries(manager, event as Event<EscalationData>, webhooks),
      );
      if (added) onAdded();
    },
  });
}
