import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap } from '@nestjs/common';
import { TOPICS } from '@zhishou/messages/topics';
import type { Broker } from '@zhishou/platform/kafka/kafka';
import { BROKER } from '@zhishou/platform/tokens';
import { FactService } from './fact.service.js';

/** Keeps every event of tickets and inspections, from the oldest one on. */
@Injectable()
export class FactConsumer implements OnApplicationBootstrap {
  constructor(
    @Inject(BROKER) private readonly broker: Broker,
    private readonly facts: FactService,
  ) {}

  onApplicationBootstrap(): void {
    this.broker.consume({
      group: 'scoring.facts',
      topics: [TOPICS.tickets, TOPICS.inspections],
      fromBeginning: true,
      onEvents: (events) => this.facts.record(events),
    });
  }
}
