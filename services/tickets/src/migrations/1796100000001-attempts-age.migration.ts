import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Since when an attempt is known to be abandoned, so that it can be forgotten once nobody can make it any more. */
export class AttemptsAge1796100000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE abandoned_attempt ADD COLUMN abandoned_at timestamptz(3) NOT NULL DEFAULT clock_timestamp()',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE abandoned_attempt DROP COLUMN abandoned_at');
  }
}
