import pg from 'pg';

/** Takes the place of `pg_catalog` for whoever has it first in the search path, and lasts as long as the simulation. */
const SCHEMA = 'simulation';
const FUNCTIONS = ['clock_timestamp', 'now', 'statement_timestamp', 'transaction_timestamp'];

/**
 * The time that services read in a database where they run on made-up time: every instant of theirs is PostgreSQL's
 * (ADR 2), so it is moved there, for their connections alone. It stands still until it is moved on.
 */
export class MovedClock {
  private at = 0;

  private constructor(private readonly client: pg.Client) {}

  /** @param client of a superuser @param roles the services whose connections are to read it */
  static async open(client: pg.Client, roles: readonly string[]): Promise<MovedClock> {
    // of one that was killed before it wrote anything
    await client.query(`DROP SCHEMA IF EXISTS ${SCHEMA} CASCADE`);
    await client.query(`CREATE SCHEMA ${SCHEMA}`);
    // a sequence is read as it stands whatever transaction reads it
    await client.query(`CREATE SEQUENCE ${SCHEMA}.instant`);
    for (const name of FUNCTIONS)
      await client.query(
        `CREATE FUNCTION ${SCHEMA}.${name}() RETURNS timestamptz LANGUAGE sql VOLATILE AS
         $$ SELECT to_timestamp(last_value / 1000.0) FROM ${SCHEMA}.instant $$`,
      );
    for (const role of roles.map((role) => pg.escapeIdentifier(role))) {
      await client.query(`GRANT USAGE ON SCHEMA ${SCHEMA} TO ${role}`);
      await client.query(`GRANT SELECT ON SEQUENCE ${SCHEMA}.instant TO ${role}`);
    }
    return new MovedClock(client);
  }

  /** ms */
  get now(): number {
    return this.at;
  }

  /** @throws when it would go back */
  async moveTo(instant: number): Promise<void> {
    if (instant < this.at) throw new Error(`${iso(instant)} lies before ${iso(this.at)}`);
    if (instant === this.at) return;
    await this.client.query(`SELECT setval('${SCHEMA}.instant', $1)`, [instant]);
    this.at = instant;
  }

  async close(): Promise<void> {
    await this.client.query(`DROP SCHEMA ${SCHEMA} CASCADE`);
  }
}

/** The database behind a superuser's address for one service's role, on the moved clock. */
export function onMovedClock(databaseUrl: string, service: string): string {
  const url = new URL(databaseUrl);
  url.searchParams.set(
    'options',
    `-c role=${service} -c search_path=${SCHEMA},pg_catalog,${service} -c synchronous_commit=off`,
  );
  return url.href;
}

const iso = (instant: number): string => new Date(instant).toISOString();
