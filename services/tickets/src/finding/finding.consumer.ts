import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { Event } from '@zhishou/messages/events';
import { FINDING_MADE, type FindingData } from '@zhishou/messages/inspection-events';
import { TOPICS } from '@zhishou/messages/topics';
import { inTransaction } from '@zhishou/platform/db/transaction';
import type { Broker } from '@zhishou/platform/kafka/kafka';
import { StartQueue } from '@zhishou/platform/process/start.queue';
import { BROKER } from '@zhishou/platform/tokens';
import { DataSource } from 'typeorm';
import { TICKETS } from '../process/ticket.table.js';
import { Ticket } from '../ticket/ticket.entity.js';
import { FoundFaults } from './found-faults.js';

/** Every fault that an inspection turns up becomes a ticket, once, whatever is repeated or away (domain §5.5). */
@Injectable()
export class FindingConsumer implements OnApplicationBootstrap {
  constructor(
    @Inject(BROKER) private readonly broker: Broker,
    @InjectDataSource() private readonly db: DataSource,
    private readonly faults: FoundFaults,
    private readonly starts: StartQueue,
  ) {}

  onApplicationBootstrap(): void {
    this.broker.consume({
      group: 'tickets.findings',
      topics: [TOPICS.inspections],
      fromBeginning: true,
      onEvent: (event) => this.take(event),
    });
  }

  private async take({ type, data }: Event): Promise<void> {
    if (type !== FINDING_MADE) return;
    const { finding } = data as FindingData;
    if (finding.kind !== 'FAULT') return;
    const id = await inTransaction(this.db, (manager) => this.faults.report(manager, finding));
    if (id === null) return;
    this.starts.add(TICKETS, await this.db.getRepository(Ticket).findOneByOrFail({ id }));
  }
}
