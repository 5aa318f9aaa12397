import type { EntityManager } from 'typeorm';
import { sha256 } from '../canonical-json.js';
import { auditText } from './audit.js';
import { auditRowOf, type StoredEntry } from './stored-entry.js';

const PAGE = 1_000;
const FIRST_HASH = '0'.repeat(64);

export type ChainVerdict =
  | { ok: true; entries: number }
  /** `seq`: the first entry that is not as it was written, or is not there any more */
  | { ok: false; entries: number; seq: number; problem: 'CHANGED' | 'MISSING' };

/** Recomputes the schema's whole audit chain. `entries`: how many were found in order. */
export async function verifyChain(manager: EntityManager): Promise<ChainVerdict> {
  let entries = 0;
  let hash = FIRST_HASH;
  for (;;) {
    const page = await manager.query<StoredEntry[]>(
      'SELECT * FROM audit_entry WHERE seq > $1 ORDER BY seq LIMIT $2',
      [entries, PAGE],
    );
    for (const entry of page) {
      if (Number(entry.seq) !== entries + 1)
        return { ok: false, entries, seq: entries + 1, problem: 'MISSING' };
      const expected = sha256(hash + auditText(auditRowOf(entry)));
      if (entry.previous_hash !== hash || entry.hash !== expected)
        return { ok: false, entries, seq: entries + 1, problem: 'CHANGED' };
      hash = expected;
      entries += 1;
    }
    if (page.length < PAGE) break;
  }
  const [head] = await manager.query<{ seq: number; hash: string }[]>('SELECT seq, hash FROM audit_head');
  if (head === undefined || Number(head.seq) > entries)
    return { ok: false, entries, seq: entries + 1, problem: 'MISSING' };
  if (head.hash !== hash) return { ok: false, entries, seq: entries, problem: 'CHANGED' };
  return { ok: true, entries };
}
