import type { MigrationInterface, QueryRunner } from 'typeorm';

export class DutyGaps1796083200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE duty_gap (
         id text PRIMARY KEY,
         person_id text NOT NULL REFERENCES person,
         side text NOT NULL,
         starts_at timestamptz(3) NOT NULL,
         ends_at timestamptz(3) NOT NULL,
         why text NOT NULL,
         opened_at timestamptz(3) NOT NULL,
         closed_at timestamptz(3),
         CHECK (starts_at < ends_at))`,
    );
    await runner.query('CREATE INDEX duty_gap_time ON duty_gap (starts_at, ends_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE duty_gap');
  }
}
