import { DataSource, type EntityManager } from 'typeorm';
import { inTransaction } from '../db/transaction.js';
import { dataSourceOptions } from '../db/data-source.js';
import { type ChainVerdict, verifyChain } from './verify-chain.js';

export interface ServiceVerdict {
  service: string;
  ok: boolean;
  /** how many were found in order */
  entries: number;
  /** the first entry at fault */
  seq?: number;
  /** UNLIKE_COPY: the chain holds in itself, but the directory was told another one */
  problem?: 'CHANGED' | 'MISSING' | 'UNLIKE_COPY';
}

/**
 * Recomputes the chains of these services and compares each with its copy in the directory's audit log.
 * @param url of a role that may read all their schemas
 */
export async function verifyChains(url: string, services: string[]): Promise<ServiceVerdict[]> {
  const verdicts: ServiceVerdict[] = [];
  for (const service of services) verdicts.push(await verifyService(url, service));
  return verdicts;
}

async function verifyService(url: string, service: string): Promise<ServiceVerdict> {
  const dataSource = await new DataSource(
    dataSourceOptions({ schema: service, entities: [], url }),
  ).initialize();
  try {
    // one snapshot: entries that are written meanwhile are neither seen nor missed
    return await inTransaction(
      dataSource,
      async (manager) => {
        const verdict: ChainVerdict = await verifyChain(manager);
        const unlike = verdict.ok ? await firstUnlikeCopy(manager, service) : undefined;
        if (unlike === undefined) return { service, ...verdict };
        return { service, ok: false, entries: verdict.entries, seq: unlike, problem: 'UNLIKE_COPY' };
      },
      'REPEATABLE READ',
    );
  } finally {
    await dataSource.destroy();
  }
}

// The copy may lag behind the chain, never the other way round.
async function firstUnlikeCopy(manager: EntityManager, service: string): Promise<number | undefined> {
  const [row] = await manager.query<{ seq: string }[]>(
    `SELECT copy.seq FROM directory.audit_log AS copy LEFT JOIN audit_entry AS own ON own.seq = copy.seq
     WHERE copy.service = $1 AND own.hash IS DISTINCT FROM copy.hash ORDER BY copy.seq LIMIT 1`,
    [service],
  );
  return row === undefined ? undefined : Number(row.seq);
}
