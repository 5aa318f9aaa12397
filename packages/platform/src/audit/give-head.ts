import type { KeyObject } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import { type AuditHead, HEAD_GIVEN } from '@zhishou/messages/head-events';
import { TOPICS } from '@zhishou/messages/topics';
import { dayOf } from '@zhishou/rules/month';
import { databaseNow } from '../db/clock.js';
import { inTransaction } from '../db/transaction.js';
import { appendEvent } from '../outbox/outbox.js';
import { signHead } from './head.js';
import type { HeadStore } from './head-store.js';

/** So that one that is due at the full hour is not a tick too early for it. */
const SLACK_MS = 1_000;

/**
 * Signs where every chain stands in the directory's copy and gives it to the store; the first of a day is told to the outside
 * as well. One process at a time: the others wait, and find the head that was given.
 * @param everyMs how old the last one must be; 0: in any case
 * @returns undefined where none is due
 * @throws Error where the copy contradicts the last head: what was written anew is not signed
 */
export function giveHead(
  dataSource: DataSource,
  store: HeadStore,
  key: KeyObject,
  everyMs: number,
): Promise<AuditHead | undefined> {
  return inTransaction(dataSource, async (manager) => {
    await manager.query(`SELECT pg_advisory_xact_lock(hashtextextended('audit head', 0))`);
    const last = (await store.all()).at(-1);
    const now = await databaseNow(manager);
    if (last && now - Date.parse(last.at) < everyMs - SLACK_MS) return undefined;
    if (last) await assertHolds(manager, last);
    const head = signHead(key, last, { at: new Date(now).toISOString(), chains: await ends(manager) });
    await store.append(head);
    if (isNews(head, last))
      await appendEvent(manager, {
        ...{ topic: TOPICS.heads, type: HEAD_GIVEN, subject: `head-${head.number}` },
        ...{ time: new Date(now), data: head },
      });
    return head;
  });
}

/** The first of a day; and of a system's first day the first that names an entry. */
const isNews = (head: AuditHead, last: AuditHead | undefined): boolean =>
  Object.keys(head.chains).length > 0 &&
  (!last ||
    dayOf(Date.parse(last.at)) !== dayOf(Date.parse(head.at)) ||
    Object.keys(last.chains).length === 0);

async function assertHolds(manager: EntityManager, head: AuditHead): Promise<void> {
  const unlike = await firstUnlike(manager, head);
  if (unlike)
    throw new Error(
      `entry ${unlike.seq} of ${unlike.service} contradicts head ${head.number}: no new head is given`,
    );
}

/** The first chain that does not hold what the head says of it. */
export async function firstUnlike(manager: EntityManager, head: AuditHead) {
  const said = Object.entries(head.chains).map(([service, { seq, hash }]) => ({ service, seq, hash }));
  const [row] = await manager.query<{ service: string; seq: number }[]>(
    `SELECT said.service, said.seq::int AS seq
     FROM jsonb_to_recordset($1::jsonb) AS said (service text, seq bigint, hash text)
     LEFT JOIN directory.audit_log AS copy ON copy.service = said.service AND copy.seq = said.seq
     WHERE copy.hash IS DISTINCT FROM said.hash ORDER BY said.service LIMIT 1`,
    [JSON.stringify(said)],
  );
  return row;
}

async function ends(manager: EntityManager): Promise<AuditHead['chains']> {
  const rows = await manager.query<{ service: string; seq: string; hash: string }[]>(
    'SELECT DISTINCT ON (service) service, seq, hash FROM directory.audit_log ORDER BY service, seq DESC',
  );
  return Object.fromEntries(rows.map(({ service, seq, hash }) => [service, { seq: Number(seq), hash }]));
}
