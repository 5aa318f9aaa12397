import { Inject, Injectable } from '@nestjs/common';
import { ESCALATION_RAISED, type EscalationData, type TicketEventData } from '@zhishou/messages/events';
import { TOPICS } from '@zhishou/messages/topics';
import type { Broker } from '@zhishou/platform/kafka/kafka';
import { LiveFeed } from '@zhishou/platform/live/live.feed';
import { BROKER } from '@zhishou/platform/tokens';

export interface TicketChange {
  ticket: TicketEventData['ticket'];
}

export interface EscalationCall {
  escalation: EscalationData;
}

/** What happens to tickets, and whom is called for them. */
@Injectable()
export class TicketFeed extends LiveFeed<{ ticket: TicketChange; escalation: EscalationCall }> {
  constructor(@Inject(BROKER) broker: Broker) {
    super(
      broker,
      { service: 'tickets', topic: TOPICS.tickets },
      {
        ticket: ({ type, data }) => {
          const { ticket } = data as Partial<TicketEventData>;
          return ticket && type !== ESCALATION_RAISED ? { ticket } : null;
        },
        escalation: ({ type, data }) =>
          type === ESCALATION_RAISED ? { escalation: data as EscalationData } : null,
      },
    );
  }
}
