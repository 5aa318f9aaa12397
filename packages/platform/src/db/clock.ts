import type { EntityManager } from 'typeorm';

/** The one clock: PostgreSQL's, now, in whole milliseconds since the epoch. */
export async function databaseNow(manager: EntityManager): Promise<number> {
  const [row] = await manager.query<{ now: number }[]>(
    'SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint AS now',
  );
  return Number(row?.now);
}
