import type { Event } from '@zhishou/messages/events';
import type { Topic } from '@zhishou/messages/topics';
import pg from 'pg';
import { notePublished, readUnpublished } from '../audit/audit-feed.js';
import { backoff, pause, waitAtMost } from '../backoff.js';
import type { Broker, Publisher } from '../kafka/kafka.js';
import { canonicalJson } from '../canonical-json.js';
import type { Logger } from '../log.js';
import { fitting, isTooLarge } from './event-size.js';
import { outboxChannel } from './outbox.js';

const BATCH = 200;
const POLL_MS = 2_000;
/** An event that comes alone leaves at once; those that come thick and fast share a journey, which is what costs. */
const BETWEEN_BATCHES_MS = 40;
/** The audit chain is read by people, who do not wait for it. */
const BETWEEN_AUDIT_MS = 500;
const RETRY_LOCK_MS = 1_000;
const STOP_LIMIT_MS = 3_000;

interface OutboxRow {
  id: string;
  topic: Topic;
  key: string;
  event: Omit<Event, 'sequence'>;
  /** what its event weighs, about */
  bytes: number;
}

export interface RelayOptions {
  databaseUrl: string;
  schema: string;
  broker: Broker;
  logger: Logger;
}

/**
 * Publishes a schema's outbox in the order it was written and, while nothing waits there, its audit chain. May run in
 * several processes: a lock of its database session lets one work, and another takes over when that session ends. An
 * event leaves at least once; consumers know a repeated one by its id. One that Kafka cannot take is set aside for good,
 * and told: those after it go on, and it never follows them, so that what arrives of one key stays in its order.
 */
export class OutboxRelay {
  private readonly stopping = new AbortController();
  private readonly publisher: Publisher;
  private wake: AbortController = new AbortController();
  private running: Promise<void> = Promise.resolve();
  private failures = 0;
  private auditedAt = 0;

  constructor(private readonly options: RelayOptions) {
    this.publisher = options.broker.producer();
  }

  start(): void {
    this.running = this.run();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    this.wake.abort();
    // the broker may be in the middle of its own tries to reach a Kafka that is away
    await waitAtMost(STOP_LIMIT_MS, this.running);
    await this.publisher.close();
  }

  private async run(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      try {
        await this.session();
      } catch (error) {
        this.failures += 1;
        this.options.logger.warn(
          { err: error, failures: this.failures },
          'the outbox relay stumbled; beginning again',
        );
        await pause(backoff(this.failures, 200, 5_000), this.stopping.signal);
      }
    }
  }

  private async session(): Promise<void> {
    const { databaseUrl, schema } = this.options;
    const client = new pg.Client({
      connectionString: databaseUrl,
      options: `-c search_path=${schema}`,
      application_name: `${schema} outbox relay`,
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
    });
    let lost: Error | undefined;
    client.on('error', (error) => {
      lost = error;
      this.wake.abort();
    });
    client.on('notification', () => this.wake.abort());
    try {
      await client.connect();
      if (!(await this.lock(client))) return;
      await client.query(`LISTEN ${pg.escapeIdentifier(outboxChannel(schema))}`);
      while (!this.stopping.signal.aborted) {
        this.wake = new AbortController();
        if (await this.publishBatch(client)) await pause(BETWEEN_BATCHES_MS, this.stopping.signal);
        else await pause(await this.publishAudit(client), this.wake.signal);
        this.failures = 0;
        if (lost) throw lost;
      }
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  private async lock(client: pg.Client): Promise<boolean> {
    while (!this.stopping.signal.aborted) {
      const { rows } = await client.query<{ won: boolean }>(
        `SELECT pg_try_advisory_lock(hashtextextended('outbox:' || $1, 0)) AS won`,
        [this.options.schema],
      );
      if (rows[0]?.won) return true;
      await pause(RETRY_LOCK_MS, this.stopping.signal);
    }
    return false;
  }

  /** @returns whether there was anything to publish */
  private async publishBatch(client: pg.Client): Promise<boolean> {
    const { rows } = await client.query<OutboxRow>(
      `SELECT id::text, topic, key, event, octet_length(event::text) AS bytes FROM outbox
       WHERE published_at IS NULL AND set_aside_at IS NULL ORDER BY outbox.id LIMIT $1`,
      [BATCH],
    );
    if (rows.length === 0) return false;
    await this.publishRows(
      client,
      fitting(rows, ({ bytes }) => bytes),
    );
    return true;
  }

  private async publishRows(client: pg.Client, rows: OutboxRow[]): Promise<void> {
    try {
      await this.publisher.send(
        rows.map(({ id, topic, key, event }) => ({ topic, key, event: { ...event, sequence: id } })),
      );
    } catch (error) {
      if (!isTooLarge(error)) throw error;
      const [only, ...others] = rows;
      if (others.length === 0) return this.setAside(client, only!);
      for (const row of rows) await this.publishRows(client, [row]);
      return;
    }
    await client.query('UPDATE outbox SET published_at = clock_timestamp() WHERE id = ANY($1::bigint[])', [
      rows.map(({ id }) => id),
    ]);
  }

  private async setAside(client: pg.Client, { id, topic, key, event, bytes }: OutboxRow): Promise<void> {
    await client.query(
      `UPDATE outbox SET set_aside_at = clock_timestamp(), problem = 'larger than Kafka takes' WHERE id = $1`,
      [id],
    );
    const what = { event: event.id, type: event.type, topic, key, bytes };
    this.options.logger.error(
      what,
      'an event is larger than Kafka takes and was set aside: nobody hears of it',
    );
  }

  /**
   * It may wait, and must hold up nothing: an entry that cannot be sent is tried again when nothing else is to be done.
   * @returns how long until the chain is to be looked at again, ms
   */
  private async publishAudit(client: pg.Client): Promise<number> {
    const wait = this.auditedAt + BETWEEN_AUDIT_MS - performance.now();
    if (wait > 0) return wait;
    const unpublished = await readUnpublished(client, this.options.schema, BATCH);
    const entries = fitting(unpublished, ({ event }) => Buffer.byteLength(canonicalJson(event)));
    const last = entries.at(-1);
    if (last === undefined) return POLL_MS;
    try {
      await this.publisher.send(entries);
    } catch (error) {
      this.options.logger.warn({ err: error }, 'the audit chain could not be passed on; trying again');
      return POLL_MS;
    }
    await notePublished(client, last);
    if (unpublished.length === BATCH || entries.length < unpublished.length) return 0;
    this.auditedAt = performance.now();
    return BETWEEN_AUDIT_MS;
  }
}
