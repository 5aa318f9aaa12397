import type { DriftData, DriftKind } from '@zhishou/messages/reconciliation';
import type { DataSource } from 'typeorm';
import { writeAudit } from '../../audit/audit.js';
import { databaseNow } from '../../db/clock.js';
import { inTransaction } from '../../db/transaction.js';
import { appendEvent } from '../../outbox/outbox.js';
import { type AnyCaseTable, named } from '../case-table.js';
import { type KnownDrift, namesOf, settled } from './drift.js';

const PAGE = 100;

/** What is on record of cases and processes that came apart (tables `drift` and `process_check`). */
export class DriftStore {
  constructor(private readonly db: DataSource) {}

  /** Puts it on record and tells it, once while it stands. @returns whether it is new */
  add({ table, what, caseId }: KnownDrift): Promise<boolean> {
    return inTransaction(this.db, async (manager) => {
      const seenAt = new Date(await databaseNow(manager));
      const added = await manager.query<unknown[]>(
        `INSERT INTO drift (kind, what, case_id, seen_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT DO NOTHING RETURNING what`,
        [table.kind, what, caseId, seenAt],
      );
      if (added.length === 0) return false;
      const data: DriftData = { what, ...named(table.kind, caseId), seenAt: seenAt.toISOString() };
      await appendEvent(manager, { ...table.driftFound, subject: caseId, time: seenAt, data });
      return true;
    });
  }

  /** Notes that it stands no more. @param by what mended it; absent: it went by itself */
  end({ what, caseId }: KnownDrift, by?: string): Promise<void> {
    return inTransaction(this.db, async (manager) => {
      const at = new Date(await databaseNow(manager));
      await manager.query(
        'UPDATE drift SET mended_at = $3 WHERE what = $1 AND case_id = $2 AND mended_at IS NULL',
        [what, caseId, at],
      );
      if (by === undefined) return;
      const entry = { actorId: 'system:reconciliation', action: 'mendDrift', aggregateId: caseId };
      await writeAudit(manager, { ...entry, after: { what, by }, at });
    });
  }

  /** A page of what stands. @param after the last one of the page before */
  async standing(
    table: AnyCaseTable,
    after: string | null,
  ): Promise<{ page: KnownDrift[]; next: string | null }> {
    const rows = await this.db.query<{ what: DriftKind; case_id: string; cursor: string }[]>(
      `SELECT what, case_id, case_id || ' ' || what AS cursor FROM drift
       WHERE kind = $3 AND mended_at IS NULL AND case_id || ' ' || what > $1 ORDER BY cursor LIMIT $2`,
      [after ?? '', PAGE, table.kind],
    );
    const page = rows.map((row): KnownDrift => ({ table, what: row.what, caseId: row.case_id }));
    return { page, next: rows.length === PAGE ? rows[PAGE - 1]!.cursor : null };
  }

  /**
   * Cases whose process was to be asked for its version longest ago; those that took a step since come first.
   * So every step is checked once soon after it, and every case again in its turn.
   */
  async nextToCheck(table: AnyCaseTable): Promise<string[]> {
    const { kind } = table;
    const rows = await this.db.query<{ id: string }[]>(
      `SELECT ${kind}.id FROM ${namesOf(this.db, table).rows}
       LEFT JOIN process_check AS seen ON seen.case_id = ${kind}.id
       WHERE ${table.carriedNow} AND ${settled(this.db, table)} AND ${kind}.process_started_at IS NOT NULL
       ORDER BY seen.version IS DISTINCT FROM ${kind}.version DESC, seen.checked_at NULLS FIRST, ${kind}.id
       LIMIT $1`,
      [PAGE],
    );
    return rows.map(({ id }) => id);
  }

  /** Notes that a case's process was asked. @param agreed how many steps both know of; null: that is not certain */
  async noteCheck(caseId: string, agreed: number | null): Promise<void> {
    await this.db.query(
      `INSERT INTO process_check (case_id, version, checked_at) VALUES ($1, $2, clock_timestamp())
       ON CONFLICT (case_id) DO UPDATE SET version = excluded.version, checked_at = excluded.checked_at`,
      [caseId, agreed],
    );
  }
}
