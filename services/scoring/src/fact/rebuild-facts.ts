import { DOCUMENT_EVENTS } from '@zhishou/messages/document-events';
import { type Event, SERVICE_EVENT_REGISTERED } from '@zhishou/messages/events';
import { FACTS_NOTED, type FactsNotedData } from '@zhishou/messages/fact-events';
import { TOPICS } from '@zhishou/messages/topics';
import { canonicalJson } from '@zhishou/platform/canonical-json';
import { isUnfit } from '@zhishou/platform/db/database-error';
import { inTransaction } from '@zhishou/platform/db/transaction';
import type { Broker } from '@zhishou/platform/kafka/kafka';
import type { DataSource, EntityManager } from 'typeorm';
import { assetsOf, FACT_OF_EVENT } from './fact.sql.js';

/** Of what scoring tells itself, what is a fact as well. */
const OWN_FACTS: readonly string[] = [SERVICE_EVENT_REGISTERED, ...Object.values(DOCUMENT_EVENTS)];

/** Why facts cannot be rebuilt, or are not what the topics say; in words for an operator. */
export class RebuildError extends Error {}

export interface Rebuilt {
  /** facts whose number and hash were noted and came out the same */
  noted: number;
  /** facts that came after the last note; rebuilt in the order of their instants, as their first order is not on record */
  rest: number;
}

/**
 * Builds the facts anew from the topics, which keep every event: those that were noted, under their numbers and with their
 * hash, then the others.
 * @param into `fact`: the table itself, which must be empty; `check`: beside it, to be compared with it
 * @throws RebuildError for an event that is missing or another, and for facts that are there or are not the same
 */
export const rebuildFacts = (db: DataSource, broker: Broker, into: 'fact' | 'check'): Promise<Rebuilt> =>
  inTransaction(db, async (manager) => {
    await manager.query(`SET LOCAL statement_timeout = 0`);
    await manager.query(`SET LOCAL idle_in_transaction_session_timeout = 0`);
    if (into === 'check') await standBeside(manager);
    else await requireEmpty(manager);
    const noted = await readTopics(manager, broker);
    const count = await buildNoted(manager, noted);
    if (into === 'check') return { noted: count, rest: await compare(manager) };
    const rest = await buildRest(manager);
    await manager.query(`INSERT INTO fact_asset (asset_code, subject, seq) ${assetsOf('fact')}`);
    return { noted: count, rest };
  });

/** From here on the name `fact` leads to an empty table of this transaction, chained as the real one is. */
async function standBeside(manager: EntityManager): Promise<void> {
  await manager.query(`
    CREATE TEMP TABLE fact (LIKE scoring.fact INCLUDING DEFAULTS INCLUDING IDENTITY INCLUDING INDEXES) ON COMMIT DROP;
    CREATE TRIGGER chained BEFORE INSERT ON pg_temp.fact FOR EACH ROW EXECUTE FUNCTION scoring.chain_fact()`);
}

async function requireEmpty(manager: EntityManager): Promise<void> {
  const [row] = await manager.query<unknown[]>('SELECT FROM fact LIMIT 1');
  if (row) throw new RebuildError('事实表不为空，不予重建 there are facts: nothing was rebuilt');
}

/** Puts what was told into a table of this transaction. @returns what was noted, in order */
async function readTopics(manager: EntityManager, broker: Broker): Promise<FactsNotedData[]> {
  await manager.query(`CREATE TEMP TABLE told (event_id text PRIMARY KEY, type text NOT NULL, subject text NOT NULL,
    time timestamptz NOT NULL, data jsonb NOT NULL) ON COMMIT DROP`);
  const noted = new Map<number, FactsNotedData>();
  // one connection: partitions come side by side
  let writing = Promise.resolve();
  const keep = (events: Event[]): Promise<void> => (writing = writing.then(() => keepTold(manager, events)));
  await broker.readAll({ service: 'scoring', topics: [TOPICS.tickets, TOPICS.inspections], onEvents: keep });
  await broker.readAll({
    service: 'scoring',
    topics: [TOPICS.scoring],
    onEvents: (events) => {
      for (const { type, data } of events)
        if (type === FACTS_NOTED) noted.set((data as FactsNotedData).lastFact, data as FactsNotedData);
      return keep(events.filter(({ type }) => OWN_FACTS.includes(type)));
    },
  });
  return [...noted.values()].sort((one, other) => one.lastFact - other.lastFact);
}

/** What no database can keep was set aside when it came, and is left out here. */
async function keepTold(manager: EntityManager, events: readonly Event[]): Promise<void> {
  if (events.length === 0) return;
  await manager.query('SAVEPOINT told');
  try {
    await manager.query(
      `INSERT INTO told SELECT ${FACT_OF_EVENT}
       FROM jsonb_array_elements($1::jsonb) AS event ON CONFLICT (event_id) DO NOTHING`,
      [canonicalJson(events)],
    );
  } catch (error) {
    if (!isUnfit(error)) throw error;
    await manager.query('ROLLBACK TO SAVEPOINT told');
    const half = Math.ceil(events.length / 2);
    if (events.length === 1) return;
    await keepTold(manager, events.slice(0, half));
    await keepTold(manager, events.slice(half));
  }
}

async function buildNoted(manager: EntityManager, noted: readonly FactsNotedData[]): Promise<number> {
  let count = 0;
  let last = 0;
  for (const { after, lastFact, factsHash, facts } of noted) {
    if (after !== last)
      throw new RebuildError(
        `第 ${last} 与第 ${after} 条之间的记录缺失 what was noted between facts ${last} and ${after} is missing`,
      );
    await manager.query(
      `INSERT INTO fact (seq, event_id, type, subject, time, data) OVERRIDING SYSTEM VALUE
       SELECT (named ->> 0)::bigint, told.* FROM jsonb_array_elements($1::jsonb) AS named
       JOIN told ON told.event_id = named ->> 1 ORDER BY (named ->> 0)::bigint`,
      [canonicalJson(facts)],
    );
    const missing = await manager.query<{ seq: string; eventId: string }[]>(
      `SELECT named ->> 0 AS seq, named ->> 1 AS "eventId" FROM jsonb_array_elements($1::jsonb) AS named
       WHERE NOT EXISTS (SELECT FROM told WHERE event_id = named ->> 1) ORDER BY (named ->> 0)::bigint LIMIT 1`,
      [canonicalJson(facts)],
    );
    if (missing[0])
      throw new RebuildError(
        `第 ${missing[0].seq} 条事实的事件 ${missing[0].eventId} 不在主题中 the event of fact ${missing[0].seq} is on no topic`,
      );
    const [end] = await manager.query<{ hash: string }[]>('SELECT hash FROM fact WHERE seq = $1', [lastFact]);
    if (end?.hash !== factsHash)
      throw new RebuildError(
        `第 ${after + 1} 至 ${lastFact} 条与记录的散列不符 facts ${after + 1} to ${lastFact} have not the hash that was noted`,
      );
    count += facts.length;
    last = lastFact;
  }
  return count;
}

async function buildRest(manager: EntityManager): Promise<number> {
  await manager.query(
    `SELECT setval(pg_get_serial_sequence('fact', 'seq'), coalesce(max(seq), 0) + 1, false) FROM fact`,
  );
  const rows = await manager.query<unknown[]>(
    `INSERT INTO fact (event_id, type, subject, time, data)
     SELECT * FROM told WHERE NOT EXISTS (SELECT FROM fact WHERE fact.event_id = told.event_id)
     ORDER BY time, event_id RETURNING seq`,
  );
  return rows.length;
}

/** @returns how many events that no note names the table knows as facts all the same */
async function compare(manager: EntityManager): Promise<number> {
  const [other] = await manager.query<{ seq: string }[]>(
    `SELECT seq FROM scoring.fact AS kept FULL JOIN pg_temp.fact AS built USING (seq)
     WHERE kept.hash IS DISTINCT FROM built.hash AND seq <= (SELECT max(seq) FROM pg_temp.fact) ORDER BY seq LIMIT 1`,
  );
  if (other)
    throw new RebuildError(
      `第 ${other.seq} 条事实与主题中的事件不同 fact ${other.seq} is not the event that the topics hold`,
    );
  const [row] = await manager.query<{ rest: number }[]>(
    `SELECT count(*)::int AS rest FROM scoring.fact WHERE seq > (SELECT coalesce(max(seq), 0) FROM pg_temp.fact)`,
  );
  return row!.rest;
}
