import type { EntityManager } from 'typeorm';
import { sha256 } from '../../canonical-json.js';
import { auditText } from '../audit.js';
import { auditRowOf, type StoredEntry } from '../stored-entry.js';
import { FIRST_HASH } from '../verify-chain.js';

const PAGE = 1_000;

/** One link of a chain, as a line of a file tells it. */
export interface Link {
  seq: number;
  /** the hash it says it has */
  hash: string;
  /** the hash it would have after a link of this hash; undefined where it says that it follows another one */
  after(previous: string | undefined): string | undefined;
}

/** How one kind of chain is written into a file, a link a line, and read from there. */
export interface ChainFile<L extends Link = Link> {
  /** hash before the first link */
  first: string | undefined;
  /** whether numbers follow each other without a gap */
  isGapless: boolean;
  /** @returns undefined for a line that was never written so */
  read(line: string): L | undefined;
}

const AUDIT_LINE =
  /^\{"entry":(?<entry>\{.*\}),"hash":"(?<hash>[0-9a-f]{64})","previousHash":"(?<previous>[0-9a-f]{64})","seq":(?<seq>\d{1,15})\}$/s;

export interface AuditLink extends Link {
  /** canonical JSON of what is hashed (`AuditRow`) */
  entry: string;
}

/** `{"entry":…,"hash":…,"previousHash":…,"seq":…}`; the hash is SHA-256 of `previousHash` and `entry` as they stand there. */
export const AUDIT_FILE: ChainFile<AuditLink> = {
  first: FIRST_HASH,
  isGapless: true,
  read(line) {
    const groups = AUDIT_LINE.exec(line)?.groups;
    if (!groups) return undefined;
    const { entry, hash, previous, seq } = groups as Record<'entry' | 'hash' | 'previous' | 'seq', string>;
    return {
      ...{ seq: Number(seq), hash, entry },
      after: (last) => (last === previous ? sha256(previous + entry) : undefined),
    };
  },
};

export interface FactRow {
  seq: string;
  eventId: string;
  type: string;
  subject: string;
  /** ms since the epoch */
  time: string;
  /** as PostgreSQL writes jsonb, which is what is hashed */
  data: string;
  hash: string;
}

const FACT_LINE =
  /^\{"eventId":"(?<eventId>[^"\\]*)","hash":"(?<hash>[0-9a-f]{64})","seq":(?<seq>\d{1,15}),"subject":"(?<subject>[^"\\]*)","time":(?<time>-?\d{1,15}),"type":"(?<type>[^"\\]*)","data":(?<data>.*)\}$/s;

/**
 * `{"eventId":…,"hash":…,"seq":…,"subject":…,"time":…,"type":…,"data":…}`; the hash is SHA-256 of the hash before it (nothing for
 * the first), event id, type, subject, time in ms and data as it stands there, a line each.
 */
export const FACT_FILE: ChainFile = {
  first: undefined,
  isGapless: false,
  read(line) {
    const fact = FACT_LINE.exec(line)?.groups as FactRow | undefined;
    if (!fact) return undefined;
    const { seq, eventId, type, subject, time, data, hash } = fact;
    return {
      ...{ seq: Number(seq), hash },
      after: (last = '') => sha256(`${last}\n${eventId}\n${type}\n${subject}\n${time}\n${data}`),
    };
  },
};

/** @throws Error for a fact whose ids no line can hold: none that a service of ours told */
export function factLine({ seq, eventId, type, subject, time, data, hash }: FactRow): string {
  const line = `{"eventId":"${eventId}","hash":"${hash}","seq":${seq},"subject":"${subject}","time":${time},"type":"${type}","data":${data}}`;
  if (!FACT_LINE.test(line)) throw new Error(`fact ${seq} cannot be written as a line`);
  return line;
}

/** A service's whole audit chain as lines of {@link AUDIT_FILE}. @param schema quoted; default: the manager's own */
export async function* auditLines(manager: EntityManager, schema?: string): AsyncGenerator<string> {
  const within = schema === undefined ? '' : `${schema}.`;
  for (let after = 0; ;) {
    const page = await manager.query<StoredEntry[]>(
      `SELECT * FROM ${within}audit_entry WHERE seq > $1 ORDER BY seq LIMIT $2`,
      [after, PAGE],
    );
    for (const entry of page)
      yield `{"entry":${auditText(auditRowOf(entry))},"hash":"${entry.hash}","previousHash":"${entry.previous_hash}","seq":${entry.seq}}`;
    if (page.length < PAGE) return;
    after = Number(page.at(-1)!.seq);
  }
}

/**
 * The facts of scoring as lines of {@link FACT_FILE}.
 * @param upTo number of the last one; default: all
 */
export async function* factLines(
  manager: EntityManager,
  schema: string,
  upTo = Number.MAX_SAFE_INTEGER,
): AsyncGenerator<string> {
  for (let after = '0'; ;) {
    const page = await manager.query<FactRow[]>(
      `SELECT seq::text, event_id AS "eventId", type, subject,
         (extract(epoch FROM time) * 1000)::bigint::text AS time, data::text AS data, hash
       FROM ${schema}.fact WHERE seq > $1 AND seq <= $2 ORDER BY fact.seq LIMIT $3`,
      [after, upTo, PAGE],
    );
    for (const row of page) yield factLine(row);
    if (page.length < PAGE) return;
    after = page.at(-1)!.seq;
  }
}

/** Lines as they stand in a file. */
export async function* withLineEnds(lines: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of lines) yield `${line}\n`;
}
