import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap } from '@nestjs/common';
import {
  type Event,
  TICKET_REPORTED,
  TICKET_STEP_EVENTS,
  type TicketEventData,
} from '@zhishou/messages/events';
import { TOPICS } from '@zhishou/messages/topics';
import { inTransaction } from '@zhishou/platform/db/transaction';
import type { Broker } from '@zhishou/platform/kafka/kafka';
import { BROKER } from '@zhishou/platform/tokens';
import { DataSource } from 'typeorm';
import { noteFault } from './note-fault.js';

const STEPS: ReadonlySet<string> = new Set([TICKET_REPORTED, ...Object.values(TICKET_STEP_EVENTS)]);

/** Keeps how each fault stood after each of its steps, for the summary and the papers of a month. */
@Injectable()
export class FaultsConsumer implements OnApplicationBootstrap {
  constructor(
    @Inject(BROKER) private readonly broker: Broker,
    private readonly db: DataSource,
  ) {}

  onApplicationBootstrap(): void {
    this.broker.consume({
      group: 'inspections.fault-standings',
      topics: [TOPICS.tickets],
      fromBeginning: true,
      onEvent: (event) => this.take(event),
    });
  }

  private async take({ type, data, time }: Event): Promise<void> {
    if (!STEPS.has(type)) return;
    await inTransaction(this.db, (manager) => noteFault(manager, data as TicketEventData, new Date(time)));
  }
}
