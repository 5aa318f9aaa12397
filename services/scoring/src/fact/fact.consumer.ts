import { Inject, Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { TOPICS } from '@zhishou/messages/topics';
import type { Broker, Consumption } from '@zhishou/platform/kafka/kafka';
import { BROKER } from '@zhishou/platform/tokens';
import { FactService } from './fact.service.js';

/** Keeps every event of tickets.v1, from the oldest one on. */
@Injectable()
export class FactConsumer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private consumption?: Consumption;

  constructor(
    @Inject(BROKER) private readonly broker: Broker,
    private readonly facts: FactService,
  ) {}

  onApplicationBootstrap(): void {
    this.consumption = this.broker.consume({
      group: 'scoring.facts',
      topics: [TOPICS.tickets],
      fromBeginning: true,
      onEvents: (events) => this.facts.record(events),
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.consumption?.stop();
  }
}
