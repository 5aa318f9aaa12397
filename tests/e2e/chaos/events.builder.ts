import { expect } from '@jest/globals';
import { eventually } from '@zhishou/testkit/eventually';
import pg from 'pg';
import { stack } from '../zhishou.builder.js';

export interface Told {
  id: string;
  type: string;
}

/** Asks the database itself, past everything under test. */
export async function lookUp<T extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<T[]> {
  const client = new pg.Client({ connectionString: stack.postgres });
  await client.connect();
  try {
    return (await client.query<T>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

/**
 * Waits until scoring, which hears of tickets over Kafka only, keeps each of these tickets' events as a fact: all that
 * the tickets service wrote, in their order. Returns them by ticket.
 */
export async function eventsArrived(ticketIds: string[]): Promise<Map<string, Told[]>> {
  return eventually(
    async () => {
      const written = await lookUp<Told & { subject: string }>(
        `SELECT key AS subject, event ->> 'id' AS id, event ->> 'type' AS type FROM tickets.outbox
         WHERE key = ANY($1) ORDER BY outbox.id`,
        [ticketIds],
      );
      const arrived = await lookUp<Told & { subject: string }>(
        'SELECT subject, event_id AS id, type FROM scoring.fact WHERE subject = ANY($1) ORDER BY seq',
        [ticketIds],
      );
      const found = bySubject(arrived);
      expect(found).toEqual(bySubject(written));
      expect([...found.keys()].sort()).toEqual([...ticketIds].sort());
      return found;
    },
    { within: 45_000, every: 250 },
  );
}

function bySubject(rows: (Told & { subject: string })[]): Map<string, Told[]> {
  const subjects = [...new Set(rows.map(({ subject }) => subject))].sort();
  return new Map(
    subjects.map((subject) => [
      subject,
      rows.filter((row) => row.subject === subject).map(({ id, type }) => ({ id, type })),
    ]),
  );
}
