import type { EntityManager } from 'typeorm';
import { canonicalJson } from '../canonical-json.js';
import { currentContext } from '../context.js';
import { assertFits } from '../outbox/event-size.js';
import { outboxChannelOf } from '../outbox/outbox.js';

export interface AuditEntry {
  /** a person's id, or what acts by itself: `system:seed` */
  actorId: string;
  actorRole?: string;
  /** name of the mutation or step */
  action: string;
  /** id of the thing that changed */
  aggregateId: string;
  before?: unknown;
  after?: unknown;
  /** the instant of the change, of the database's clock */
  at: Date;
  /** default: those of the request being served */
  address?: string;
  requestId?: string;
}

/**
 * Adds an entry to the schema's chain, in the transaction of the change. Each entry is hashed with the one before it,
 * so entries are written one at a time: call this last, it holds the chain until the transaction ends (domain §2).
 */
export async function writeAudit(manager: EntityManager, entry: AuditEntry): Promise<void> {
  const context = currentContext();
  const row = {
    at: entry.at.toISOString(),
    actorId: entry.actorId,
    actorRole: entry.actorRole ?? null,
    action: entry.action,
    aggregateId: entry.aggregateId,
    before: entry.before ?? null,
    after: entry.after ?? null,
    address: entry.address ?? context?.address ?? null,
    requestId: entry.requestId ?? context?.requestId ?? null,
  };
  const text = auditText(row);
  assertFits(text, 'an audit entry');
  await manager.query(
    `WITH head AS (SELECT seq, hash FROM audit_head FOR UPDATE),
     added AS (
       INSERT INTO audit_entry
         (seq, at, actor_id, actor_role, action, aggregate_id, before, after, address, request_id, previous_hash, hash)
       SELECT seq + 1, $1, $2, $3, $4, $5, $6::jsonb, $7::jsonb, $8, $9, hash,
              encode(sha256(convert_to(hash || $10, 'UTF8')), 'hex')
       FROM head RETURNING seq, hash),
     moved AS (UPDATE audit_head SET seq = added.seq, hash = added.hash FROM added RETURNING audit_head.seq)
     SELECT pg_notify($11, '') FROM moved`,
    [
      row.at,
      row.actorId,
      row.actorRole,
      row.action,
      row.aggregateId,
      canonicalJson(row.before),
      canonicalJson(row.after),
      row.address,
      row.requestId,
      text,
      outboxChannelOf(manager),
    ],
  );
}

export interface AuditRow {
  at: string;
  actorId: string;
  actorRole: string | null;
  action: string;
  aggregateId: string;
  before: unknown;
  after: unknown;
  address: string | null;
  requestId: string | null;
}

/** The text of an entry that is hashed, after the previous entry's hash. */
export function auditText(row: AuditRow): string {
  return canonicalJson(row);
}
