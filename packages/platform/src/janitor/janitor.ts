import type { DataSource } from 'typeorm';
import { inTransaction } from '../db/transaction.js';
import type { Logger } from '../log.js';
import { CHASSIS_RETENTION, readRetentionDays, type Retention } from './retention.js';

const EVERY_MS = 10 * 60_000;
const BATCH = 500;
/** So that a round ends, whatever has piled up: the next one goes on. */
const BATCHES_A_ROUND = 40;

/**
 * Removes what a schema has kept long enough, every ten minutes, a few hundred rows at a time. Runs in every process of
 * the schema; they take turns, one batch each.
 */
export class Janitor {
  private readonly retentions: Retention[];
  private timer?: NodeJS.Timeout;
  private last: Promise<unknown> = Promise.resolve();
  private stopping = false;

  /** @param own what the service keeps beside what every one does @throws Error for a wrong RETENTION_DAYS */
  constructor(
    private readonly dataSource: DataSource,
    private readonly logger: Logger,
    own: readonly Retention[] = [],
  ) {
    const days = readRetentionDays();
    this.retentions = [...CHASSIS_RETENTION, ...own]
      .map((retention) => ({ ...retention, days: days[retention.table] ?? retention.days }))
      .filter((retention) => retention.days > 0);
  }

  start(): void {
    const look = () => (this.last = this.last.then(() => this.round()));
    void look();
    this.timer = setInterval(() => void look(), EVERY_MS).unref();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    clearInterval(this.timer);
    await this.last;
  }

  /** Never rejects: what could not be removed is tried again in the next round. @returns how many rows went, by table */
  async round(): Promise<Record<string, number>> {
    const removed: Record<string, number> = {};
    for (const retention of this.retentions) {
      try {
        const count = await this.clear(retention);
        if (count > 0) removed[retention.table] = count;
      } catch (error) {
        this.logger.warn({ err: error, table: retention.table }, 'could not tidy up; trying again later');
      }
    }
    if (Object.keys(removed).length > 0) this.logger.info({ removed }, 'removed what was kept long enough');
    return removed;
  }

  private async clear(retention: Retention): Promise<number> {
    let count = 0;
    for (let batch = 0; batch < BATCHES_A_ROUND && !this.stopping; batch += 1) {
      const gone = await this.removeBatch(retention);
      count += gone;
      if (gone < BATCH) break;
    }
    return count;
  }

  private removeBatch({ table, since, when = 'true', days }: Retention): Promise<number> {
    return inTransaction(this.dataSource, async (manager) => {
      const [turn] = await manager.query<{ mine: boolean }[]>(
        `SELECT pg_try_advisory_xact_lock(hashtextextended('janitor:' || current_schema(), 0)) AS mine`,
      );
      if (!turn?.mine) return 0;
      const [, gone] = await manager.query<[unknown, number]>(
        `DELETE FROM ${table} WHERE ctid = ANY (ARRAY(
           SELECT ctid FROM ${table} WHERE ${since} < clock_timestamp() - $1 * interval '1 day' AND ${when} LIMIT ${BATCH}
           FOR UPDATE SKIP LOCKED))`,
        [days],
      );
      return gone;
    });
  }
}
