import { TOPICS } from '@zhishou/messages/topics';
import { type DeadDeliveryData, DELIVERY_DIED, type Notice } from '@zhishou/messages/webhook';
import { writeAudit } from '@zhishou/platform/audit/audit';
import { databaseNow } from '@zhishou/platform/db/clock';
import { inTransaction } from '@zhishou/platform/db/transaction';
import { appendEvent } from '@zhishou/platform/outbox/outbox';
import type { DataSource, EntityManager } from 'typeorm';
import { noticeOf, subjectOf, type Told } from './notice.js';

/** The right to make one try: whoever made `tries` what it is now may try, and alone may write the outcome. */
export interface ClaimedDelivery {
  eventId: string;
  webhook: string;
  /** the very bytes of every try */
  body: string;
  requestId: string | null;
  /** this one included */
  tries: number;
}

/** Writes one delivery for each event and webhook, due at once, in the caller's transaction. */
export async function addDeliveries(
  manager: EntityManager,
  events: Told[],
  webhooks: string[],
): Promise<void> {
  await manager.query(
    `INSERT INTO delivery (event_id, webhook, body, request_id)
     SELECT event.id, webhook, event.body, event.request_id
     FROM unnest($1::text[], $2::text[], $3::text[]) AS event (id, body, request_id), unnest($4::text[]) AS webhook`,
    [
      events.map(({ id }) => id),
      events.map((event) => JSON.stringify(noticeOf(event))),
      events.map(({ requestid }) => requestid ?? null),
      webhooks,
    ],
  );
}

/**
 * Claims up to `limit` deliveries that are due, the longest due first. A claim lasts `lease` ms: should this process
 * die, they are due again after that.
 */
export async function claimDue(
  dataSource: DataSource,
  webhook: string,
  limit: number,
  lease: number,
): Promise<ClaimedDelivery[]> {
  const [claimed] = await dataSource.query<[ClaimedDelivery[], number]>(
    `WITH due AS MATERIALIZED (
       SELECT event_id FROM delivery WHERE webhook = $1 AND state = 'PENDING' AND due_at <= now()
       ORDER BY due_at LIMIT $2 FOR UPDATE SKIP LOCKED)
     UPDATE delivery SET tries = tries + 1, due_at = now() + $3 * interval '1 ms'
     FROM due WHERE delivery.event_id = due.event_id AND delivery.webhook = $1
     RETURNING delivery.event_id AS "eventId", webhook, body, request_id AS "requestId", tries`,
    [webhook, limit, lease],
  );
  return claimed;
}

// An outcome is fenced by `ended_at`, not by `state`: else the planner may take the index of pending rows, and in a burst
// walk all of them.
export async function recordDelivered(dataSource: DataSource, deliveries: ClaimedDelivery[]): Promise<void> {
  await dataSource.query(
    `UPDATE delivery SET state = 'DELIVERED', problem = NULL, ended_at = now()
     FROM unnest($1::text[], $2::text[], $3::int[]) AS told (event_id, webhook, tries)
     WHERE delivery.event_id = told.event_id AND delivery.webhook = told.webhook AND delivery.tries = told.tries
       AND ended_at IS NULL`,
    [
      deliveries.map(({ eventId }) => eventId),
      deliveries.map(({ webhook }) => webhook),
      deliveries.map(({ tries }) => tries),
    ],
  );
}

/** @param wait until the next try, in ms */
export async function recordRetry(
  dataSource: DataSource,
  { eventId, webhook, tries }: ClaimedDelivery,
  problem: string,
  wait: number,
): Promise<void> {
  await dataSource.query(
    `UPDATE delivery SET due_at = now() + $4 * interval '1 ms', problem = $5
     WHERE event_id = $1 AND webhook = $2 AND tries = $3 AND ended_at IS NULL`,
    [eventId, webhook, tries, wait, problem],
  );
}

/** Gives a delivery up and says so on the dead-letter topic, both or neither. */
export async function recordDead(
  dataSource: DataSource,
  delivery: ClaimedDelivery,
  problem: string,
): Promise<void> {
  const { eventId, webhook, tries, body } = delivery;
  await inTransaction(dataSource, async (manager) => {
    const [, died] = await manager.query<[unknown, number]>(
      `UPDATE delivery SET state = 'DEAD', problem = $4, ended_at = now()
       WHERE event_id = $1 AND webhook = $2 AND tries = $3 AND ended_at IS NULL`,
      [eventId, webhook, tries, problem],
    );
    if (died === 0) return;
    const notice = JSON.parse(body) as Notice;
    const data: DeadDeliveryData = { webhook, tries, problem, notice };
    await appendEvent(manager, {
      topic: TOPICS.deadLetter,
      type: DELIVERY_DIED,
      subject: subjectOf(notice),
      time: new Date(await databaseNow(manager)),
      data,
    });
  });
}

/**
 * Puts dead deliveries back, all or those of one event, as if never tried; returns how many.
 * @param operator who does it, for the audit chain
 */
export async function reviveDead(
  dataSource: DataSource,
  operator: string,
  eventId?: string,
): Promise<number> {
  return inTransaction(dataSource, async (manager) => {
    const [, revived] = await manager.query<[unknown, number]>(
      `UPDATE delivery SET state = 'PENDING', tries = 0, due_at = now(), pending_since = now(), problem = NULL, ended_at = NULL
       WHERE state = 'DEAD' AND ($1::text IS NULL OR event_id = $1)`,
      [eventId ?? null],
    );
    if (revived > 0)
      await writeAudit(manager, {
        actorId: operator,
        action: 'replayDeadDeliveries',
        aggregateId: eventId ?? 'all',
        after: { revived },
        at: new Date(await databaseNow(manager)),
      });
    return revived;
  });
}

/** Pending deliveries, counted by webhook, for webhooks that are not among `configured`. */
export async function countForsaken(
  dataSource: DataSource,
  configured: string[],
): Promise<Record<string, number>> {
  const rows = await dataSource.query<{ webhook: string; count: number }[]>(
    `SELECT webhook, count(*)::int AS count FROM delivery
     WHERE state = 'PENDING' AND webhook <> ALL($1::text[]) GROUP BY webhook`,
    [configured],
  );
  return Object.fromEntries(rows.map(({ webhook, count }) => [webhook, count]));
}
