import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a contract comes to, and its instalments. */
export class Settlements1796520000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE settlement (
        id text PRIMARY KEY,
        state text NOT NULL,
        version int NOT NULL,
        base_reason text,
        opened_at timestamptz(3) NOT NULL,
        process jsonb NOT NULL,
        process_started_at timestamptz(3)
      );
      CREATE INDEX settlement_owed ON settlement (opened_at) WHERE process_started_at IS NULL;
      CREATE TABLE instalment (
        id text PRIMARY KEY,
        contract_id text NOT NULL REFERENCES settlement,
        no int NOT NULL,
        state text NOT NULL,
        version int NOT NULL,
        opened_at timestamptz(3) NOT NULL,
        process jsonb NOT NULL,
        process_started_at timestamptz(3),
        UNIQUE (contract_id, no)
      );
      CREATE INDEX instalment_owed ON instalment (opened_at) WHERE process_started_at IS NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE instalment, settlement');
  }
}
