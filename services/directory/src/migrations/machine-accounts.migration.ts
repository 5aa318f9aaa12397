import type { MigrationInterface, QueryRunner } from 'typeorm';

export class MachineAccounts1795564800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE machine_account (
         id text PRIMARY KEY,
         person_id text NOT NULL UNIQUE REFERENCES person DEFERRABLE INITIALLY DEFERRED,
         secret_hash text NOT NULL,
         scopes text[] NOT NULL,
         created_at timestamptz(3) NOT NULL,
         secret_set_at timestamptz(3) NOT NULL,
         last_token_at timestamptz(3),
         ended_at timestamptz(3))`,
    );
    await runner.query('CREATE INDEX machine_account_newest ON machine_account (created_at DESC, id DESC)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE machine_account');
  }
}
