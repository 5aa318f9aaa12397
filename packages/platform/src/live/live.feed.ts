import { randomUUID } from 'node:crypto';
import type { OnApplicationBootstrap } from '@nestjs/common';
import type { Event } from '@zhishou/messages/events';
import type { Service, Topic } from '@zhishou/messages/topics';
import { PubSub } from 'graphql-subscriptions';
import type { Broker } from '../kafka/kafka.js';

/** What a subscription passes on of an event; null: nothing. */
export type Picks<Changes> = { [Name in keyof Changes]: (event: Event) => Changes[Name] | null };

/**
 * What happens from now on, as it stands on Kafka: so a subscriber hears of a change whichever process made it. Each
 * process listens for itself, with a consumer group of its own.
 */
export abstract class LiveFeed<Changes extends object> implements OnApplicationBootstrap {
  private readonly channels = new PubSub();

  constructor(
    private readonly broker: Broker,
    private readonly source: { service: Service; topic: Topic },
    private readonly picks: Picks<Changes>,
  ) {}

  onApplicationBootstrap(): void {
    const { service, topic } = this.source;
    this.broker.consume({
      group: `${service}.live.${randomUUID()}`,
      topics: [topic],
      fromBeginning: false,
      onEvent: (event) => this.pass(event),
    });
  }

  of<Name extends keyof Changes & string>(name: Name): AsyncIterableIterator<Changes[Name]> {
    return this.channels.asyncIterableIterator(name);
  }

  private async pass(event: Event): Promise<void> {
    for (const name of Object.keys(this.picks) as (keyof Changes & string)[]) {
      const change = this.picks[name](event);
      if (change !== null) await this.channels.publish(name, change);
    }
  }
}
