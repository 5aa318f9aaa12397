export const AUDIT_WRITTEN = 'audit.written';

/** On audit.v1, key = the service: one entry of its chain, in the chain's order. */
export interface AuditEntryData {
  service: string;
  /** its place in the service's chain, from 1 */
  seq: number;
  /** ISO 8601 UTC */
  at: string;
  /** a person's id, or what acts by itself: `system:clock` */
  actorId: string;
  actorRole: string | null;
  action: string;
  aggregateId: string;
  before: unknown;
  after: unknown;
  address: string | null;
  requestId: string | null;
  previousHash: string;
  hash: string;
}
