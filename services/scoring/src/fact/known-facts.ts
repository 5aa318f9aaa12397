import type { Told } from '../projection/told.js';
import type { EntityManager } from 'typeorm';

/** SQL: the tickets of contract $1 as last told, `subject` and `ticket`. */
export const LAST_TICKETS = `
  SELECT DISTINCT ON (subject) subject, data -> 'ticket' AS ticket FROM fact
  WHERE contract_id = $1 AND data -> 'ticket' IS NOT NULL ORDER BY subject, seq DESC`;

/** The last fact there is: its number, 0 where there is none, and the hash over all facts up to it. */
export async function lastFact(manager: EntityManager): Promise<{ seq: number; hash?: string }> {
  const [row] = await manager.query<{ seq: string; hash: string }[]>(
    'SELECT seq, hash FROM fact ORDER BY seq DESC LIMIT 1',
  );
  return row ? { seq: Number(row.seq), hash: row.hash } : { seq: 0 };
}

/** The number of the last fact of a contract up to one; 0 where there is none. */
export async function lastFactOf(manager: EntityManager, contractId: string, upTo: number): Promise<number> {
  const [row] = await manager.query<{ seq: string }[]>(
    'SELECT coalesce(max(seq), 0) AS seq FROM fact WHERE contract_id = $1 AND seq <= $2',
    [contractId, upTo],
  );
  return Number(row!.seq);
}

/** The facts of a contract up to one, in the order of their numbers. */
export async function factsUpTo(manager: EntityManager, contractId: string, upTo: number): Promise<Told[]> {
  const rows = await manager.query<
    { seq: string; type: string; subject: string; time: Date; data: unknown }[]
  >(
    `SELECT seq, type, subject, time, data FROM fact
     WHERE contract_id = $1 AND seq <= $2 ORDER BY seq`,
    [contractId, upTo],
  );
  return rows.map((row) => ({ ...row, seq: Number(row.seq), time: row.time.getTime() }));
}
