import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What ends every access token of a person at once. */
export class SessionEpoch1795737600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE person ADD COLUMN session_epoch int NOT NULL DEFAULT 0');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE person DROP COLUMN session_epoch');
  }
}
