import type { KeyObject } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { AuditHead } from '@zhishou/messages/head-events';
import { headHash, isSigned } from './head.js';
import type { Fault } from './verdict.js';
import { FIRST_HASH } from './verify-chain.js';

/** The first head that is not one of ours, or does not continue the one before it. */
export function headFaults(heads: AuditHead[], keys: KeyObject[]): Fault[] {
  const at = heads.findIndex(
    (head, index) => !isSigned(head, keys) || head.previous !== previousOf(heads, index),
  );
  const head = heads[at];
  if (!head) return [];
  if (!isSigned(head, keys)) return [{ seq: head.number, problem: 'HEAD_FORGED' }];
  return [{ seq: (heads[at - 1]?.number ?? 0) + 1, problem: 'HEAD_MISSING' }];
}

const previousOf = (heads: AuditHead[], index: number): string =>
  index === 0 ? FIRST_HASH : headHash(heads[index - 1]!);

/** The first place of a service's chain of which a signed head says something else than the copy does. */
export async function unlikeHead(
  manager: EntityManager,
  service: string,
  heads: AuditHead[],
): Promise<Fault[]> {
  const said = heads.flatMap(({ number, chains }) =>
    chains[service] ? [{ number, ...chains[service] }] : [],
  );
  const [row] = await manager.query<{ seq: string; number: number; held: string | null }[]>(
    `WITH compared AS (
       SELECT said.seq, said.number, coalesce(copy.hash = said.hash, false) AS holds
       FROM jsonb_to_recordset($2::jsonb) AS said (number int, seq bigint, hash text)
       LEFT JOIN directory.audit_log AS copy ON copy.service = $1 AND copy.seq = said.seq)
     SELECT seq, number, (SELECT max(seq) FROM compared WHERE holds AND seq < first.seq) AS held
     FROM compared AS first WHERE NOT holds ORDER BY seq, number LIMIT 1`,
    [service, JSON.stringify(said)],
  );
  if (!row) return [];
  const detail = `head ${row.number}; the heads before it hold up to entry ${row.held ?? 0}`;
  return [{ seq: Number(row.seq), problem: 'UNLIKE_HEAD', detail }];
}
