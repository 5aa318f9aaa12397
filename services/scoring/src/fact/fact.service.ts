import { Injectable } from '@nestjs/common';
import type { Event, TicketSnapshot } from '@zhishou/messages/events';
import type { Span } from '@zhishou/rules/month';
import { DataSource } from 'typeorm';

/** The log of what happened, as other services told it: everything scored is computed from it, nothing changes it. */
@Injectable()
export class FactService {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Keeps events as facts, each once however often it is told. Facts are numbered one after the other under a lock:
   * once a number can be read, every lower one can be too, so that "up to fact n" always names the same facts.
   */
  async record(events: Event[]): Promise<void> {
    await this.dataSource.query(
      `WITH turn AS (SELECT pg_advisory_xact_lock(hashtextextended('scoring.fact', 0)))
       INSERT INTO fact (event_id, type, subject, time, data)
       SELECT event ->> 'id', event ->> 'type', event ->> 'subject', (event ->> 'time')::timestamptz, event -> 'data'
       FROM turn, jsonb_array_elements($1::jsonb) WITH ORDINALITY AS told (event, position)
       ORDER BY position
       ON CONFLICT (event_id) DO NOTHING`,
      [JSON.stringify(events)],
    );
  }

  /** The tickets of these assets that were reported and not yet repaired at some time of `span`, each as last known. */
  async openTickets(assetCodes: string[], span: Span): Promise<TicketSnapshot[]> {
    const rows = await this.dataSource.query<{ ticket: TicketSnapshot }[]>(
      `SELECT data -> 'ticket' AS ticket FROM fact
       WHERE seq = ANY(ARRAY(SELECT max(seq) FROM fact WHERE asset_code = ANY($1) GROUP BY asset_code, subject))
         AND (data #>> '{ticket,reportedAt}')::timestamptz < $3
         AND coalesce((data #>> '{ticket,repairedAt}')::timestamptz, 'infinity') > $2`,
      [assetCodes, new Date(span.from), new Date(span.to)],
    );
    return rows.map(({ ticket }) => ticket);
  }
}
