import type pg from 'pg';
import type { Part } from '../script/act.js';

/** What a name stands for that no act has given: `@review:fault-7` and its like. Each part may be a name itself. */
const FOUND: Record<string, (...parts: string[]) => { sql: string; values: unknown[] }> = {
  visit: (month, assetCode) => ({
    sql: `SELECT id FROM inspections.visit WHERE month = $1 AND $2 = ANY(asset_codes) AND state <> 'CANCELLED'`,
    values: [month, assetCode],
  }),
  finding: (month, assetCode, item) => ({
    sql: `SELECT finding.id FROM inspections.finding JOIN inspections.visit ON visit.id = finding.visit_id
          WHERE visit.month = $1 AND finding.asset_code = $2 AND finding.item = $3`,
    values: [month, assetCode, item],
  }),
  found: (month, assetCode, item) => ({
    sql: `SELECT finding.ticket_id AS id FROM inspections.finding JOIN inspections.visit ON visit.id = finding.visit_id
          WHERE visit.month = $1 AND finding.asset_code = $2 AND finding.item = $3`,
    values: [month, assetCode, item],
  }),
  review: (ticketId) => ({
    sql: 'SELECT id FROM inspections.review WHERE ticket_id = $1',
    values: [ticketId],
  }),
  measure: (ticketId, text) => ({
    sql: `SELECT measure.id FROM inspections.measure JOIN inspections.review ON review.id = measure.review_id
          WHERE review.ticket_id = $1 AND measure.text = $2`,
    values: [ticketId, text],
  }),
};

/** What the names of a script stand for: who plays a part, what was made, what is found. */
export class Names {
  private readonly known = new Map<string, string>();

  constructor(
    private readonly client: pg.Client,
    private readonly personId: (part: Part) => string,
  ) {}

  give(name: string, id: string): void {
    this.known.set(name, id);
  }

  /** Puts ids in the place of names, wherever they stand. */
  async resolve(value: unknown): Promise<unknown> {
    if (typeof value === 'string') return value.startsWith('@') ? this.idOf(value.slice(1)) : value;
    if (Array.isArray(value)) return Promise.all(value.map((each) => this.resolve(each)));
    if (typeof value !== 'object' || value === null || value instanceof Date) return value;
    const entries = Object.entries(value).map(
      async ([key, each]) => [key, await this.resolve(each)] as const,
    );
    return Object.fromEntries(await Promise.all(entries));
  }

  /** @throws when it stands for nothing */
  async idOf(name: string): Promise<string> {
    const known = this.known.get(name);
    if (known !== undefined) return known;
    const [kind, ...parts] = name.split(':') as [string, ...string[]];
    const find = FOUND[kind];
    if (!find) return this.personId(name as Part);
    const { sql, values } = find(...parts.map((part) => this.known.get(part) ?? part));
    const { rows } = await this.client.query<{ id: string | null }>(sql, values);
    const [id] = rows.map((row) => row.id);
    if (id == null) throw new Error(`there is no ${name}`);
    return id;
  }
}
