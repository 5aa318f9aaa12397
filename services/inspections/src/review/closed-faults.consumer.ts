import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap } from '@nestjs/common';
import { type Event, TICKET_STEP_EVENTS, type TicketEventData } from '@zhishou/messages/events';
import { TOPICS } from '@zhishou/messages/topics';
import { CONTRACTS } from '@zhishou/platform/contract/contract.providers';
import { databaseNow } from '@zhishou/platform/db/clock';
import { inTransaction } from '@zhishou/platform/db/transaction';
import type { Broker } from '@zhishou/platform/kafka/kafka';
import { BROKER } from '@zhishou/platform/tokens';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { DataSource } from 'typeorm';
import { askForReview } from './ask-review.js';

/**
 * The steps that close a fault as one that was there: by the provider's repair, or by the carrier's. Whoever repaired it,
 * a major fault happened, and the contract wants its lessons (三、1(5)). One that was cancelled or is not covered asks for
 * nothing.
 */
const CLOSING: ReadonlySet<string> = new Set([
  TICKET_STEP_EVENTS.recordRecoveryTest,
  TICKET_STEP_EVENTS.returnHandOff,
]);

/** Asks for a review of each fault that is closed as a major one: the last severity decides. */
@Injectable()
export class ClosedFaultsConsumer implements OnApplicationBootstrap {
  constructor(
    @Inject(BROKER) private readonly broker: Broker,
    @Inject(CONTRACTS) private readonly contracts: readonly Contract[],
    private readonly db: DataSource,
  ) {}

  onApplicationBootstrap(): void {
    this.broker.consume({
      group: 'inspections.reviews',
      topics: [TOPICS.tickets],
      fromBeginning: true,
      onEvent: (event) => this.take(event),
    });
  }

  private async take({ type, data }: Event): Promise<void> {
    if (!CLOSING.has(type)) return;
    const { ticket } = data as TicketEventData;
    const { kind, state, severity, closedAt } = ticket;
    if (kind !== 'FAULT' || state !== 'CLOSED' || severity !== 'MAJOR' || closedAt === null) return;
    await inTransaction(this.db, async (manager) => {
      const when = { closedAt: Date.parse(closedAt), askedAt: await databaseNow(manager) };
      await askForReview(manager, this.contracts, ticket, when);
    });
  }
}
