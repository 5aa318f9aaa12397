import { writeAudit } from '@zhishou/platform/audit/audit';
import { databaseNow } from '@zhishou/platform/db/clock';
import { inTransaction } from '@zhishou/platform/db/transaction';
import type { DataSource } from 'typeorm';
import { lastFact } from './known-facts.js';

const EVERY_MS = 3_600_000;

/**
 * Puts the hash over all facts into the audit chain, whose heads are signed: what was known until then can no longer be
 * changed unseen. At most once an hour, and only when something became known since.
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
    await writeAudit(manager, {
      ...{ actorId: 'system:scoring', action: 'noteFacts', aggregateId: 'facts' },
      after: { lastFact: seq, factsHash: hash },
      at: new Date(now),
    });
  });
