import type { MigrationInterface, QueryRunner } from 'typeorm';

/** For every schema with the projection of people: whose access tokens are dead though they have not expired. */
export class SessionEnds1795737600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE person ADD COLUMN session_epoch int NOT NULL DEFAULT 0');
    await runner.query('CREATE TABLE ended_session (id text PRIMARY KEY, forget_at timestamptz(3) NOT NULL)');
    await runner.query('CREATE INDEX ended_session_forget ON ended_session (forget_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE ended_session');
    await runner.query('ALTER TABLE person DROP COLUMN session_epoch');
  }
}
