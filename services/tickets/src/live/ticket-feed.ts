import { randomUUID } from 'node:crypto';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import {
  ESCALATION_RAISED,
  type EscalationData,
  type Event,
  type TicketEventData,
} from '@zhishou/messages/events';
import { TOPICS } from '@zhishou/messages/topics';
import type { Broker } from '@zhishou/platform/kafka/kafka';
import { BROKER } from '@zhishou/platform/tokens';
import { PubSub } from 'graphql-subscriptions';

export interface TicketChange {
  ticket: TicketEventData['ticket'];
}

export interface EscalationCall {
  escalation: EscalationData;
}

const TICKET = 'ticket';
const ESCALATION = 'escalation';

/**
 * What happens to tickets from now on, as it stands on Kafka: so a subscriber hears of a change whichever process
 * made it. Each process listens for itself, with a consumer group of its own.
 */
@Injectable()
export class TicketFeed implements OnApplicationBootstrap {
  private readonly channels = new PubSub();

  constructor(@Inject(BROKER) private readonly broker: Broker) {}

  onApplicationBootstrap(): void {
    this.broker.consume({
      group: `tickets.live.${randomUUID()}`,
      topics: [TOPICS.tickets],
      fromBeginning: false,
      onEvent: (event) => this.pass(event),
    });
  }

  changes(): AsyncIterableIterator<TicketChange> {
    return this.channels.asyncIterableIterator(TICKET);
  }

  calls(): AsyncIterableIterator<EscalationCall> {
    return this.channels.asyncIterableIterator(ESCALATION);
  }

  private async pass(event: Event): Promise<void> {
    if (event.type === ESCALATION_RAISED) {
      await this.channels.publish(ESCALATION, {
        escalation: event.data as EscalationData,
      } satisfies EscalationCall);
      return;
    }
    const { ticket } = event.data as Partial<TicketEventData>;
    if (ticket) await this.channels.publish(TICKET, { ticket } satisfies TicketChange);
  }
}
