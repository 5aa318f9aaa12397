import type { MigrationInterface, QueryRunner } from 'typeorm';

/** For every schema that keeps what belongs to a contract: the versions it was kept under. */
export class Contracts1796310000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE contract_version (
        version text PRIMARY KEY,
        contract_id text NOT NULL,
        signed_on text NOT NULL,
        content jsonb NOT NULL
      )
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE contract_version');
  }
}
