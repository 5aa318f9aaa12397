import { MIGRATIONS } from '@zhishou/local/system/catalogue';
import pg from 'pg';
import { stack } from './zhishou.builder.js';

/** What moves by itself, or notes that somebody called and not that anything changed. */
const MOVES_BY_ITSELF = [
  ...[
    'outbox',
    'consumed_event',
    'audit_head',
    'audit_published',
    'audit_log',
    'fact',
    'fact_asset',
    'delivery',
  ],
  ...['session', 'refresh_token', 'failed_attempt', 'signing_key', 'migration'],
  ...['clock', 'mark', 'process_check', 'drift', 'stray_object', 'open_alarm'],
];
/** Copies of the directory's people and of the tickets' faults: they follow, by an event, what changed in the rows that are looked at. */
const isCopy = (table: string) =>
  table === 'inspections.fault_standing' || (table.endsWith('.person') && table !== 'directory.person');

/** Rows of these count only so far. */
const CONDITIONS: Record<string, string> = {
  escalation: 'acknowledged_at IS NOT NULL',
  audit_entry: `action <> 'refused' AND actor_id NOT LIKE 'system:%'`,
};

/** The system's records, read behind its back. */
export class BusinessRows {
  private constructor(
    private readonly database: pg.Client,
    private readonly tables: string[],
    /** the transaction before which nothing that is looked at was written */
    private readonly since: string,
  ) {}

  /** Of rows written from now on: what is to be watched must be made afterwards. */
  static async open(): Promise<BusinessRows> {
    const database = new pg.Client(stack.postgres);
    await database.connect();
    const since = await database.query<{ xid: string }>(
      'SELECT pg_snapshot_xmin(pg_current_snapshot()) AS xid',
    );
    const { rows } = await database.query<{ name: string }>(
      `SELECT table_schema || '.' || table_name AS name FROM information_schema.tables
       WHERE table_schema = ANY($1) AND table_name <> ALL($2) ORDER BY 1`,
      [Object.keys(MIGRATIONS), MOVES_BY_ITSELF],
    );
    return new BusinessRows(
      database,
      rows.map(({ name }) => name).filter((name) => !isCopy(name)),
      since.rows[0]!.xid,
    );
  }

  /** Every row of the business that names one of these ids, as text with its table. */
  async naming(ids: string[]): Promise<string[]> {
    const selects = this.tables.map((table) => {
      const condition = CONDITIONS[table.split('.')[1]!] ?? 'true';
      return `SELECT '${table} ' || (to_jsonb(r) - 'process_started_at')::text AS row FROM ${table} r
              WHERE r.xmin::text::bigint >= $3::bigint AND ${condition} AND ARRAY(SELECT m[1] FROM regexp_matches(to_jsonb(r)::text, $2, 'g') AS m) && $1`;
    });
    const query = `${selects.join(' UNION ALL ')} ORDER BY 1`;
    const { rows } = await this.database.query<{ row: string }>(query, [
      ids,
      '[a-z]{3}_[0-9a-f]{32}',
      this.since,
    ]);
    return rows.map(({ row }) => row);
  }

  close(): Promise<void> {
    return this.database.end();
  }
}
