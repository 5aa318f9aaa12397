import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Failures as rate-limiter-flexible counts them; client ids of programs that are not the public id of their account. */
export class SignInThrottle1796172800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE login_attempt');
    await runner.query(
      `CREATE TABLE failed_attempt (
         key varchar(255) PRIMARY KEY,
         points integer NOT NULL DEFAULT 0,
         expire bigint)`,
    );
    await runner.query('CREATE INDEX failed_attempt_expire ON failed_attempt (expire)');
    await runner.query('ALTER TABLE machine_account ADD COLUMN client_id text');
    // what is in use stays good; replaceMachineSecret gives a new one
    await runner.query('UPDATE machine_account SET client_id = id');
    await runner.query('ALTER TABLE machine_account ALTER COLUMN client_id SET NOT NULL');
    await runner.query('CREATE UNIQUE INDEX machine_account_client ON machine_account (client_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE machine_account DROP COLUMN client_id');
    await runner.query('DROP TABLE failed_attempt');
    await runner.query(
      `CREATE TABLE login_attempt (
         kind text NOT NULL,
         value text NOT NULL,
         failures int NOT NULL,
         last_at timestamptz(3) NOT NULL,
         blocked_until timestamptz(3),
         PRIMARY KEY (kind, value))`,
    );
  }
}
