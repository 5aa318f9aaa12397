import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A delivery that was put back waits anew: how long must not count what it waited before it was given up. */
export class PendingSince1796600000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE delivery RENAME COLUMN created_at TO pending_since');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE delivery RENAME COLUMN pending_since TO created_at');
  }
}
