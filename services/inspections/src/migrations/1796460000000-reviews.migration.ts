import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What follows a closed major fault: its review, and the measures that are followed until they are done. */
export class Reviews1796460000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE review (
        id text PRIMARY KEY,
        ticket_id text NOT NULL UNIQUE,
        ticket_number text NOT NULL,
        contract_id text NOT NULL,
        fault_closed_at timestamptz(3) NOT NULL,
        asked_at timestamptz(3) NOT NULL,
        state text NOT NULL,
        version int NOT NULL,
        process jsonb NOT NULL,
        process_started_at timestamptz(3)
      );
      CREATE INDEX review_latest ON review (fault_closed_at DESC, id DESC);
      CREATE INDEX review_owed ON review (asked_at) WHERE process_started_at IS NULL;
      CREATE TABLE review_report (
        id text PRIMARY KEY,
        review_id text NOT NULL REFERENCES review,
        hash text NOT NULL,
        lessons text NOT NULL,
        measures jsonb NOT NULL,
        no_measures_reason text,
        by_id text NOT NULL,
        filed_at timestamptz(3),
        CHECK ((no_measures_reason IS NOT NULL) = (measures = '[]'))
      );
      CREATE UNIQUE INDEX review_report_filed ON review_report (review_id) WHERE filed_at IS NOT NULL;
      CREATE TABLE measure (
        id text PRIMARY KEY,
        review_id text NOT NULL REFERENCES review,
        text text NOT NULL,
        responsible_id text NOT NULL,
        due_on date NOT NULL,
        added_at timestamptz(3) NOT NULL,
        added_by_id text NOT NULL,
        note text,
        comment text,
        state text NOT NULL,
        version int NOT NULL,
        closed_at timestamptz(3),
        process jsonb NOT NULL,
        process_started_at timestamptz(3)
      );
      CREATE INDEX measure_by_day ON measure (due_on, id);
      CREATE INDEX measure_of_review ON measure (review_id, due_on);
      CREATE INDEX measure_open ON measure (review_id) WHERE closed_at IS NULL;
      CREATE INDEX measure_owed ON measure (added_at) WHERE process_started_at IS NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE measure, review_report, review');
  }
}
