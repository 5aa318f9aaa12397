import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The second factor of people, and which sign-ins an outside issuer answers for. */
export class Totp1796200000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE totp (
         person_id text PRIMARY KEY REFERENCES person,
         secret text,
         pending text,
         last_step int,
         confirmed_at timestamptz(3))`,
    );
    await runner.query(
      `CREATE TABLE recovery_code (
         person_id text NOT NULL REFERENCES totp ON DELETE CASCADE,
         hash text NOT NULL,
         used_at timestamptz(3),
         PRIMARY KEY (person_id, hash))`,
    );
    await runner.query('ALTER TABLE session ADD COLUMN outside boolean NOT NULL DEFAULT false');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE session DROP COLUMN outside');
    await runner.query('DROP TABLE recovery_code');
    await runner.query('DROP TABLE totp');
  }
}
