import type { AuditRow } from './audit.js';

/** A row of `audit_entry` as PostgreSQL gives it; `seq` is text or a number, as the client is set to read bigint. */
export interface StoredEntry {
  seq: string | number;
  at: Date;
  actor_id: string;
  actor_role: string | null;
  action: string;
  aggregate_id: string;
  before: unknown;
  after: unknown;
  address: string | null;
  request_id: string | null;
  previous_hash: string;
  hash: string;
}

/** What of an entry is hashed. */
export const auditRowOf = (entry: Omit<StoredEntry, 'previous_hash'>): AuditRow => ({
  at: entry.at.toISOString(),
  actorId: entry.actor_id,
  actorRole: entry.actor_role,
  action: entry.action,
  aggregateId: entry.aggregate_id,
  before: entry.before,
  after: entry.after,
  address: entry.address,
  requestId: entry.request_id,
});
