import type { Told } from '../projection/told.js';
import type { EntityManager } from 'typeorm';

/** The number of the last fact there is; 0: none. */
export async function lastFact(manager: EntityManager): Promise<number> {
  const [row] = await manager.query<[{ seq: string }]>('SELECT coalesce(max(seq), 0) AS seq FROM fact');
  return Number(row.seq);
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
