import { ALL_FACTS, FACTS_NOTED, type FactsNotedData } from '@zhishou/messages/fact-events';
import { TOPICS } from '@zhishou/messages/topics';
import { writeAudit } from '@zhishou/platform/audit/audit';
import { databaseNow } from '@zhishou/platform/db/clock';
import { inTransaction } from '@zhishou/platform/db/transaction';
import { appendEvent } from '@zhishou/platform/outbox/outbox';
import type { DataSource, EntityManager } from 'typeorm';
import { lastFact } from './known-facts.js';

const EVERY_MS = 3_600_000;
/** Facts that one event names: some 400 kB. */
const MOST_NAMED = 5_000;

/**
 * Puts the hash over all facts into the audit chain, whose heads are signed: what was known until then can no longer be
 * changed unseen; and tells which event each of them is, so that they can be rebuilt. At most once an hour, and only when
 * something became known since.
 */
export const noteFacts = (db: DataSource): Promise<void> =>
  inTransaction(db, async (manager) => {
    const now = await databaseNow(manager);
    const [noted] = await manager.query<{ at: Date; lastFact: number }[]>(
      `SELECT at, (after ->> 'lastFact')::bigint::int AS "lastFact" FROM audit_entry
       WHERE action = 'noteFacts' ORDER BY seq DESC LIMIT 1`,
    );
    const { seq, hash } = await lastFact(manager);
    if (seq === 0 || (noted && (noted.lastFact >= seq || now - noted.at.getTime() < EVERY_MS))) return;
    await tellOrder(manager, noted?.lastFact ?? 0, new Date(now));
    await writeAudit(manager, {
      ...{ actorId: 'system:scoring', action: 'noteFacts', aggregateId: ALL_FACTS },
      after: { lastFact: seq, factsHash: hash },
      at: new Date(now),
    });
  });

async function tellOrder(manager: EntityManager, from: number, time: Date): Promise<void> {
  for (let after = from; ;) {
    const facts = await manager.query<{ seq: number; eventId: string; hash: string }[]>(
      `SELECT seq::int AS seq, event_id AS "eventId", hash FROM fact
       WHERE fact.seq > $1 ORDER BY fact.seq LIMIT $2`,
      [after, MOST_NAMED],
    );
    const last = facts.at(-1);
    if (!last) return;
    const data: FactsNotedData = {
      ...{ after, lastFact: last.seq, factsHash: last.hash },
      facts: facts.map(({ seq, eventId }) => [seq, eventId]),
    };
    await appendEvent(manager, { type: FACTS_NOTED, subject: ALL_FACTS, topic: TOPICS.scoring, time, data });
    after = last.seq;
  }
}
