import type { Event } from '@zhishou/messages/events';
import type { Topic } from '@zhishou/messages/topics';
import { runInContext } from '@zhishou/platform/context';
import type { ConsumerOptions } from '@zhishou/platform/kafka/kafka';
import type pg from 'pg';

interface Told {
  service: string;
  id: string;
  topic: Topic;
  event: Omit<Event, 'sequence'>;
}

/**
 * Brings events from the services' outboxes to those who listen, each as soon as it is told, in the place of Kafka. They
 * stay in the outbox: the relays publish them once the system starts, and every consumer knows a repeated event.
 */
export class Post {
  private readonly last = new Map<string, string>();
  private readonly sql: string;

  constructor(
    private readonly client: pg.Client,
    private readonly subscriptions: readonly ConsumerOptions[],
    private readonly services: readonly string[],
  ) {
    const outboxes = services.map(
      (name, index) =>
        `SELECT ${index} AS place, '${name}' AS service, id, topic, event FROM ${name}.outbox WHERE id > $${index + 1}`,
    );
    this.sql = `SELECT service, id::text, topic, event FROM (${outboxes.join(' UNION ALL ')}) AS told ORDER BY place, told.id`;
  }

  /** Delivers what was told since. @returns whether there was something */
  async deliver(): Promise<boolean> {
    const since = this.services.map((name) => this.last.get(name) ?? '0');
    const { rows } = await this.client.query<Told>(this.sql, since);
    for (const { service, id } of rows) this.last.set(service, id);
    const told = rows.map(({ topic, event, id }) => ({ topic, event: { ...event, sequence: id } }));
    for (const to of this.subscriptions) {
      const events = told.filter(({ topic }) => to.topics.includes(topic)).map(({ event }) => event);
      if ('onEvents' in to) await hear(events, () => to.onEvents(events));
      else for (const event of events) await hear([event], () => to.onEvent(event));
    }
    return rows.length > 0;
  }
}

const hear = async ([first]: Event[], handle: () => Promise<void>): Promise<void> => {
  if (first) await runInContext({ requestId: first.requestid ?? first.id, address: '' }, handle);
};
