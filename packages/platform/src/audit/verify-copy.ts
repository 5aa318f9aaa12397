import type { EntityManager } from 'typeorm';
import type { Fault } from './verdict.js';
import { type ChainEntry, verifyChain, walkChain } from './verify-chain.js';

const schemaName = (service: string): string => `"${service.replaceAll('"', '""')}"`;

/** How far the copy of a service's chain reaches, and how far the service says it has passed it on. */
export async function copyLag(manager: EntityManager, service: string) {
  const [row] = await manager.query<{ published: string; copied: string }[]>(
    `SELECT (SELECT seq FROM ${schemaName(service)}.audit_published) AS published,
            coalesce((SELECT max(seq) FROM directory.audit_log WHERE service = $1), 0) AS copied`,
    [service],
  );
  return { published: Number(row?.published), copied: Number(row?.copied) };
}

/** Recomputes a service's own chain, which must reach its head and what was passed on of it. */
export async function verifyOwn(manager: EntityManager, service: string) {
  const verdict = await verifyChain(manager, schemaName(service));
  const { entries } = verdict;
  if (!verdict.ok) return { entries, faults: [{ seq: verdict.seq, problem: verdict.problem }] };
  const { published } = await copyLag(manager, service);
  const cut: Fault[] = published > entries ? [{ seq: entries + 1, problem: 'MISSING' }] : [];
  return { entries, faults: cut };
}

/**
 * Recomputes the copy from its content and compares it with the chain.
 * @param passedOn up to where it is to reach: what the service had passed on before we looked
 */
export async function verifyCopy(
  manager: EntityManager,
  service: string,
  passedOn: number,
): Promise<Fault[]> {
  const copy = await walkChain((after, limit) =>
    manager.query<ChainEntry[]>(
      'SELECT * FROM directory.audit_log WHERE service = $1 AND seq > $2 ORDER BY seq LIMIT $3',
      [service, after, limit],
    ),
  );
  const faults: Fault[] = [];
  if (copy.fault) faults.push({ seq: copy.fault.seq, problem: `COPY_${copy.fault.problem}` as const });
  else if (copy.entries < passedOn) faults.push({ seq: copy.entries + 1, problem: 'COPY_MISSING' });
  // where both hold in themselves, they are still to be the same; the copy may lag behind, never the other way round
  const [unlike] = await manager.query<{ seq: string }[]>(
    `SELECT copy.seq FROM directory.audit_log AS copy
     LEFT JOIN ${schemaName(service)}.audit_entry AS own ON own.seq = copy.seq
     WHERE copy.service = $1 AND own.hash IS DISTINCT FROM copy.hash ORDER BY copy.seq LIMIT 1`,
    [service],
  );
  if (unlike) faults.push({ seq: Number(unlike.seq), problem: 'UNLIKE_COPY' });
  return faults;
}

/** Services in the copy that do not exist, each with its first entry. */
export async function strangers(manager: EntityManager, services: string[]) {
  const rows = await manager.query<{ service: string; seq: string }[]>(
    `SELECT service, min(seq) AS seq FROM directory.audit_log WHERE service <> ALL($1::text[])
     GROUP BY service ORDER BY service`,
    [services],
  );
  return rows.map(({ service, seq }) => ({ service, seq: Number(seq) }));
}
