/** The first head of a day, for whoever keeps heads out of the reach of those who run the system. */
export const HEAD_GIVEN = 'head.given';

/** Where every audit chain stood at an instant, signed: who has it can tell later whether what was then is still so. */
export interface AuditHead {
  /** from 1 */
  number: number;
  /** ISO 8601 UTC, of the database's clock */
  at: string;
  /** by service: its last entry in the copy */
  chains: Record<string, { seq: number; hash: string }>;
  /** SHA-256 of the head before this one, signature included */
  previous: string;
  keyId: string;
  /** Ed25519 over the canonical JSON of all the rest, base64 */
  signature: string;
}
