import { AUDIT_WRITTEN, type AuditEntryData } from '@zhishou/messages/audit';
import type { Event } from '@zhishou/messages/events';
import { TOPICS } from '@zhishou/messages/topics';
import type pg from 'pg';
import type { OutgoingEvent } from '../kafka/kafka.js';

interface Row {
  seq: string;
  at: Date;
  actor_id: string;
  actor_role: string | null;
  action: string;
  aggregate_id: string;
  before: unknown;
  after: unknown;
  address: string | null;
  request_id: string | null;
  previous_hash: string;
  hash: string;
}

/** The next entries of the schema's chain that audit.v1 does not have, in order. */
export async function readUnpublished(
  client: pg.Client,
  service: string,
  limit: number,
): Promise<OutgoingEvent[]> {
  const { rows } = await client.query<Row>(
    'SELECT * FROM audit_entry WHERE seq > (SELECT seq FROM audit_published) ORDER BY seq LIMIT $1',
    [limit],
  );
  return rows.map((row) => ({ topic: TOPICS.audit, key: service, event: eventOf(service, row) }));
}

export async function notePublished(client: pg.Client, last: OutgoingEvent): Promise<void> {
  await client.query('UPDATE audit_published SET seq = $1', [last.event.sequence]);
}

function eventOf(service: string, row: Row): Event<AuditEntryData> {
  const at = row.at.toISOString();
  return {
    specversion: '1.0',
    id: `${service}-audit-${row.seq}`,
    source: `/zhishou/${service}`,
    type: AUDIT_WRITTEN,
    subject: row.aggregate_id,
    time: at,
    datacontenttype: 'application/json',
    requestid: row.request_id ?? undefined,
    sequence: row.seq,
    data: {
      service,
      seq: Number(row.seq),
      at,
      actorId: row.actor_id,
      actorRole: row.actor_role,
      action: row.action,
      aggregateId: row.aggregate_id,
      before: row.before,
      after: row.after,
      address: row.address,
      requestId: row.request_id,
      previousHash: row.previous_hash,
      hash: row.hash,
    },
  };
}
