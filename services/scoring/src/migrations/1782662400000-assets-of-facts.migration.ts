import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `CREATE TABLE fact_asset (
     asset_code text NOT NULL,
     subject text NOT NULL,
     seq bigint NOT NULL REFERENCES fact,
     PRIMARY KEY (asset_code, subject, seq))`,
  `INSERT INTO fact_asset (asset_code, subject, seq)
   SELECT DISTINCT code #>> '{}', subject, seq
   FROM fact, jsonb_path_query(data, '$.ticket.**.assetCode ? (@ != null)') AS code`,
  `ALTER TABLE fact DROP COLUMN asset_code`,
  `CREATE INDEX fact_of_subject ON fact (subject, seq)`,
];

const DOWN = [
  `DROP TABLE fact_asset`,
  `DROP INDEX fact_of_subject`,
  `ALTER TABLE fact ADD COLUMN asset_code text GENERATED ALWAYS AS (data #>> '{ticket,assetCode}') STORED`,
  `CREATE INDEX fact_ticket_of_asset ON fact (asset_code, subject, seq DESC) WHERE asset_code IS NOT NULL`,
];

/** A fault takes down more than one piece of equipment: its facts are found by each. */
export class AssetsOfFacts1782662400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
