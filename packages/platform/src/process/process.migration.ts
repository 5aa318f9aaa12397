import type { MigrationInterface, QueryRunner } from 'typeorm';

export const CREATE_MARK = `
  CREATE TABLE mark (
    case_id text NOT NULL,
    clock text NOT NULL,
    mark text NOT NULL,
    at timestamptz(3) NOT NULL,
    claimed_at timestamptz(3) NOT NULL,
    PRIMARY KEY (case_id, clock, mark, at)
  )`;

/**
 * For every schema with cases that workflows carry: their steps, the marks that were told, the tries given up, what has
 * come apart, and how far each process was last seen to agree.
 */
export class Process1796300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE transition (
        case_id text NOT NULL,
        version int NOT NULL,
        step_id text NOT NULL UNIQUE,
        body_hash text NOT NULL,
        action text NOT NULL,
        from_state text NOT NULL,
        to_state text NOT NULL,
        round int NOT NULL,
        at timestamptz(3) NOT NULL,
        by_id text NOT NULL,
        by_role text NOT NULL,
        step jsonb NOT NULL,
        details jsonb NOT NULL,
        PRIMARY KEY (case_id, version)
      );
      CREATE TABLE abandoned_attempt (
        attempt_id text PRIMARY KEY,
        case_id text NOT NULL,
        abandoned_at timestamptz(3) NOT NULL DEFAULT clock_timestamp()
      );
      CREATE TABLE drift (
        kind text NOT NULL,
        what text NOT NULL,
        case_id text NOT NULL,
        seen_at timestamptz(3) NOT NULL,
        mended_at timestamptz(3)
      );
      CREATE UNIQUE INDEX drift_standing ON drift (what, case_id) WHERE mended_at IS NULL;
      CREATE TABLE process_check (
        case_id text PRIMARY KEY,
        version int,
        checked_at timestamptz(3) NOT NULL
      );
    `);
    await runner.query(CREATE_MARK);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE process_check, drift, mark, abandoned_attempt, transition');
  }
}
