import { AUDIT_WRITTEN, type AuditEntryData } from '@zhishou/messages/audit';
import type { Event } from '@zhishou/messages/events';
import { TOPICS } from '@zhishou/messages/topics';
import type pg from 'pg';
import type { OutgoingEvent } from '../kafka/kafka.js';
import { auditRowOf, type StoredEntry } from './stored-entry.js';

/** The next entries of the schema's chain that audit.v1 does not have, in order. */
export async function readUnpublished(
  client: pg.Client,
  service: string,
  limit: number,
): Promise<OutgoingEvent[]> {
  const { rows } = await client.query<StoredEntry>(
    'SELECT * FROM audit_entry WHERE seq > (SELECT seq FROM audit_published) ORDER BY seq LIMIT $1',
    [limit],
  );
  return rows.map((row) => ({ topic: TOPICS.audit, key: service, event: eventOf(service, row) }));
}

export async function notePublished(client: pg.Client, last: OutgoingEvent): Promise<void> {
  await client.query('UPDATE audit_published SET seq = $1', [last.event.sequence]);
}

function eventOf(service: string, entry: StoredEntry): Event<AuditEntryData> {
  const row = auditRowOf(entry);
  return {
    specversion: '1.0',
    id: `${service}-audit-${entry.seq}`,
    source: `/zhishou/${service}`,
    type: AUDIT_WRITTEN,
    subject: row.aggregateId,
    time: row.at,
    datacontenttype: 'application/json',
    requestid: row.requestId ?? undefined,
    sequence: String(entry.seq),
    data: {
      service,
      seq: Number(entry.seq),
      ...row,
      previousHash: entry.previous_hash,
      hash: entry.hash,
    },
  };
}
