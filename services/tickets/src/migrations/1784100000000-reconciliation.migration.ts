import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Reconciliation1784100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE drift (
        what text NOT NULL,
        ticket_id text NOT NULL,
        seen_at timestamptz(3) NOT NULL,
        mended_at timestamptz(3)
      );
      CREATE UNIQUE INDEX drift_standing ON drift (what, ticket_id) WHERE mended_at IS NULL;
      CREATE TABLE process_check (
        ticket_id text PRIMARY KEY REFERENCES ticket,
        version int,
        checked_at timestamptz(3) NOT NULL
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE process_check, drift');
  }
}
