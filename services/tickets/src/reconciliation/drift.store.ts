import { DRIFT_FOUND, type DriftData, type DriftKind } from '@zhishou/messages/reconciliation';
import { TOPICS } from '@zhishou/messages/topics';
import { writeAudit } from '@zhishou/platform/audit/audit';
import { databaseNow } from '@zhishou/platform/db/clock';
import { inTransaction } from '@zhishou/platform/db/transaction';
import { appendEvent } from '@zhishou/platform/outbox/outbox';
import type { DataSource } from 'typeorm';
import { CARRIED_NOW, type Drift, SETTLED } from './drift.js';

const PAGE = 100;

type Standing = Pick<Drift, 'what' | 'ticketId'>;

/** What is on record of tickets and processes that came apart (tables `drift` and `process_check`). */
export class DriftStore {
  constructor(private readonly db: DataSource) {}

  /** Puts it on record and tells it, once while it stands. @returns whether it is new */
  add({ what, ticketId }: Standing): Promise<boolean> {
    return inTransaction(this.db, async (manager) => {
      const seenAt = new Date(await databaseNow(manager));
      const added = await manager.query<unknown[]>(
        'INSERT INTO drift (what, ticket_id, seen_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING what',
        [what, ticketId, seenAt],
      );
      if (added.length === 0) return false;
      const data: DriftData = { what, ticketId, seenAt: seenAt.toISOString() };
      await appendEvent(manager, {
        topic: TOPICS.tickets,
        type: DRIFT_FOUND,
        subject: ticketId,
        time: seenAt,
        data,
      });
      return true;
    });
  }

  /** Notes that it stands no more. @param by what mended it; absent: it went by itself */
  end({ what, ticketId }: Standing, by?: string): Promise<void> {
    return inTransaction(this.db, async (manager) => {
      const at = new Date(await databaseNow(manager));
      await manager.query(
        'UPDATE drift SET mended_at = $3 WHERE what = $1 AND ticket_id = $2 AND mended_at IS NULL',
        [what, ticketId, at],
      );
      if (by === undefined) return;
      const entry = { actorId: 'system:reconciliation', action: 'mendDrift', aggregateId: ticketId };
      await writeAudit(manager, { ...entry, after: { what, by }, at });
    });
  }

  /** A page of what stands. @param after the last one of the page before */
  async standing(after: string | null): Promise<{ page: Standing[]; next: string | null }> {
    const rows = await this.db.query<{ what: DriftKind; ticket_id: string; cursor: string }[]>(
      `SELECT what, ticket_id, ticket_id || ' ' || what AS cursor FROM drift
       WHERE mended_at IS NULL AND ticket_id || ' ' || what > $1 ORDER BY cursor LIMIT $2`,
      [after ?? '', PAGE],
    );
    const page = rows.map((row): Standing => ({ what: row.what, ticketId: row.ticket_id }));
    return { page, next: rows.length === PAGE ? rows[PAGE - 1]!.cursor : null };
  }

  /**
   * Tickets whose process was to be asked for its version longest ago; those that took a step since come first.
   * So every step is checked once soon after it, and every ticket again in its turn.
   */
  async nextToCheck(): Promise<string[]> {
    const rows = await this.db.query<{ id: string }[]>(
      `SELECT ticket.id FROM ticket LEFT JOIN process_check AS seen ON seen.ticket_id = ticket.id
       WHERE ${CARRIED_NOW} AND ${SETTLED} AND ticket.process_started_at IS NOT NULL
       ORDER BY seen.version IS DISTINCT FROM ticket.version DESC, seen.checked_at NULLS FIRST, ticket.id
       LIMIT $1`,
      [PAGE],
    );
    return rows.map(({ id }) => id);
  }

  /** Notes that a ticket's process was asked. @param agreed how many steps both know of; null: that is not certain */
  async noteCheck(ticketId: string, agreed: number | null): Promise<void> {
    await this.db.query(
      `INSERT INTO process_check (ticket_id, version, checked_at) VALUES ($1, $2, clock_timestamp())
       ON CONFLICT (ticket_id) DO UPDATE SET version = excluded.version, checked_at = excluded.checked_at`,
      [ticketId, agreed],
    );
  }
}
