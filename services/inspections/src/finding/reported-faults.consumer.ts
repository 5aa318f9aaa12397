import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap } from '@nestjs/common';
import { type Event, TICKET_REPORTED, type TicketEventData } from '@zhishou/messages/events';
import { TOPICS } from '@zhishou/messages/topics';
import { inTransaction } from '@zhishou/platform/db/transaction';
import type { Broker } from '@zhishou/platform/kafka/kafka';
import { BROKER } from '@zhishou/platform/tokens';
import { DataSource } from 'typeorm';
import { noteTicket } from './note-ticket.js';

/** Learns which ticket a fault that was found on inspection has become. */
@Injectable()
export class ReportedFaultsConsumer implements OnApplicationBootstrap {
  constructor(
    @Inject(BROKER) private readonly broker: Broker,
    private readonly db: DataSource,
  ) {}

  onApplicationBootstrap(): void {
    this.broker.consume({
      group: 'inspections.faults',
      topics: [TOPICS.tickets],
      fromBeginning: true,
      onEvent: (event) => this.take(event),
    });
  }

  private async take({ type, data }: Event): Promise<void> {
    if (type !== TICKET_REPORTED) return;
    const { id, findingId } = (data as TicketEventData).ticket;
    if (findingId == null) return;
    await inTransaction(this.db, (manager) => noteTicket(manager, findingId, id));
  }
}
