import { Injectable } from '@nestjs/common';
import type { Event, TicketSnapshot } from '@zhishou/messages/events';
import { canonicalJson } from '@zhishou/platform/canonical-json';
import type { Span } from '@zhishou/rules/month';
import { DataSource, type EntityManager } from 'typeorm';

import { assetsOf, FACT_OF_EVENT } from './fact.sql.js';

type Told = Pick<Event, 'id' | 'type' | 'subject' | 'time' | 'data'>;

/** The log of what happened, as services told it: everything scored is computed from it, nothing changes it. */
@Injectable()
export class FactService {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Keeps events as facts, each once however often it is told. Facts are numbered one after the other under a lock
   * that ends with the transaction: once a number can be read, every lower one can be too, so that "up to fact n"
   * always names the same facts. Those of tickets are found by every piece of equipment that the ticket names.
   */
  async record(events: Told[], manager: EntityManager = this.dataSource.manager): Promise<void> {
    await manager.query(
      `WITH turn AS (SELECT pg_advisory_xact_lock(hashtextextended('scoring.fact', 0))),
       kept AS (
         INSERT INTO fact (event_id, type, subject, time, data)
         SELECT ${FACT_OF_EVENT}
         FROM turn, jsonb_array_elements($1::jsonb) WITH ORDINALITY AS told (event, position)
         ORDER BY position
         ON CONFLICT (event_id) DO NOTHING
         RETURNING seq, subject, data)
       INSERT INTO fact_asset (asset_code, subject, seq) ${assetsOf('kept')}`,
      [canonicalJson(events)],
    );
  }

  /** The ticket as last known, null when nothing was ever told of it. */
  async ticket(id: string, manager: EntityManager = this.dataSource.manager): Promise<TicketSnapshot | null> {
    const [row] = await manager.query<{ ticket: TicketSnapshot }[]>(
      `SELECT data -> 'ticket' AS ticket FROM fact
       WHERE subject = $1 AND data -> 'ticket' IS NOT NULL ORDER BY seq DESC LIMIT 1`,
      [id],
    );
    return row?.ticket ?? null;
  }

  /** The tickets that had any of these assets down at some time of `span`, each as last known. */
  async ticketsOf(assetCodes: string[], span: Span): Promise<TicketSnapshot[]> {
    const rows = await this.dataSource.query<{ ticket: TicketSnapshot }[]>(
      `SELECT ticket
       FROM (SELECT data -> 'ticket' AS ticket FROM fact WHERE seq = ANY(ARRAY(
               SELECT max(seq) FROM fact_asset WHERE asset_code = ANY($1) GROUP BY subject))) AS last
       WHERE (ticket ->> 'startedAt')::timestamptz < $3
         AND coalesce(ticket ->> 'repairedAt', ticket ->> 'closedAt', 'infinity')::timestamptz > $2`,
      [assetCodes, new Date(span.from), new Date(span.to)],
    );
    return rows.map(({ ticket }) => ticket);
  }
}
