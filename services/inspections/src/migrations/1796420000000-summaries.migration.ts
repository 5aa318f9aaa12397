import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is put on record of a month beside its visits. */
export class Summaries1796420000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE joint_test (
        id text PRIMARY KEY,
        cycle_id text NOT NULL REFERENCES cycle,
        hash text NOT NULL,
        held_at timestamptz(3) NOT NULL,
        technician_ids text[] NOT NULL,
        result text NOT NULL,
        by_id text NOT NULL,
        recorded_at timestamptz(3)
      );
      CREATE INDEX joint_test_of_cycle ON joint_test (cycle_id, held_at) WHERE recorded_at IS NOT NULL;
      CREATE TABLE monthly_call (
        id text PRIMARY KEY,
        cycle_id text NOT NULL REFERENCES cycle,
        hash text NOT NULL,
        held_at timestamptz(3) NOT NULL,
        note text NOT NULL,
        by_id text NOT NULL,
        recorded_at timestamptz(3)
      );
      CREATE INDEX monthly_call_of_cycle ON monthly_call (cycle_id, held_at) WHERE recorded_at IS NOT NULL;
      CREATE TABLE summary (
        id text PRIMARY KEY,
        cycle_id text NOT NULL REFERENCES cycle,
        hash text NOT NULL,
        handlings jsonb NOT NULL,
        conclusion text,
        by_id text NOT NULL,
        submitted_at timestamptz(3),
        conforming boolean,
        comment text,
        reviewed_at timestamptz(3),
        reviewed_by_id text,
        CHECK ((conforming IS NULL) = (reviewed_at IS NULL) AND (conforming IS NULL) = (reviewed_by_id IS NULL)),
        CHECK (conforming IS NULL OR submitted_at IS NOT NULL)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE summary, monthly_call, joint_test');
  }
}
