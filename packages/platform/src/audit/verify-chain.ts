import type { EntityManager } from 'typeorm';
import { sha256 } from '../canonical-json.js';
import { auditText } from './audit.js';
import { auditRowOf, type StoredEntry } from './stored-entry.js';

const PAGE = 1_000;
export const FIRST_HASH = '0'.repeat(64);

export interface Walk {
  /** how many were found in order */
  entries: number;
  /** of the last of them */
  hash: string;
  /** the first entry that is not as it was written, or is not there although a later one is */
  fault?: { seq: number; problem: 'CHANGED' | 'MISSING' };
}

/** An entry; a copy of one has no `previous_hash`. */
export type ChainEntry = Omit<StoredEntry, 'previous_hash'> & { previous_hash?: string };

/**
 * Recomputes every hash of a chain from what its entries say.
 * @param read entries after this place, in order, at most so many
 */
export async function walkChain(
  read: (after: number, limit: number) => Promise<ChainEntry[]>,
): Promise<Walk> {
  let entries = 0;
  let hash = FIRST_HASH;
  for (;;) {
    const page = await read(entries, PAGE);
    for (const entry of page) {
      const seq = entries + 1;
      if (Number(entry.seq) !== seq) return { entries, hash, fault: { seq, problem: 'MISSING' } };
      const expected = sha256(hash + auditText(auditRowOf(entry)));
      if ((entry.previous_hash ?? hash) !== hash || entry.hash !== expected)
        return { entries, hash, fault: { seq, problem: 'CHANGED' } };
      hash = expected;
      entries = seq;
    }
    if (page.length < PAGE) return { entries, hash };
  }
}

export type ChainVerdict =
  | { ok: true; entries: number }
  /** `seq`: the first entry that is not as it was written, or is not there any more */
  | { ok: false; entries: number; seq: number; problem: 'CHANGED' | 'MISSING' };

/**
 * Recomputes a schema's whole audit chain, which must reach its head.
 * @param schema quoted; default: the one the manager works in
 */
export async function verifyChain(manager: EntityManager, schema?: string): Promise<ChainVerdict> {
  const within = schema === undefined ? '' : `${schema}.`;
  const { entries, hash, fault } = await walkChain((after, limit) =>
    manager.query<ChainEntry[]>(`SELECT * FROM ${within}audit_entry WHERE seq > $1 ORDER BY seq LIMIT $2`, [
      after,
      limit,
    ]),
  );
  if (fault) return { ok: false, entries, ...fault };
  const [head] = await manager.query<{ seq: string; hash: string }[]>(
    `SELECT seq, hash FROM ${within}audit_head`,
  );
  if (head === undefined || Number(head.seq) > entries)
    return { ok: false, entries, seq: entries + 1, problem: 'MISSING' };
  if (head.hash !== hash) return { ok: false, entries, seq: entries, problem: 'CHANGED' };
  return { ok: true, entries };
}
