import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Months, their plans and the visits of them, carried by workflows. Nothing wrote visits before. */
export class Cycles1796400000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE kept_contract (
        contract_id text PRIMARY KEY,
        kept_from date NOT NULL
      );
      CREATE TABLE cycle (
        id text PRIMARY KEY,
        contract_id text NOT NULL,
        month text NOT NULL CHECK (month ~ '^\\d{4}-(0[1-9]|1[0-2])$'),
        state text NOT NULL,
        version int NOT NULL,
        plan_version int NOT NULL,
        contract_version text NOT NULL REFERENCES contract_version,
        opened_at timestamptz(3) NOT NULL,
        process jsonb NOT NULL,
        process_started_at timestamptz(3),
        UNIQUE (contract_id, month)
      );
      CREATE INDEX cycle_owed ON cycle (opened_at) WHERE process_started_at IS NULL;
      CREATE TABLE plan (
        id text PRIMARY KEY,
        cycle_id text NOT NULL REFERENCES cycle,
        no int,
        hash text NOT NULL,
        asked_hash text NOT NULL,
        visits jsonb NOT NULL,
        by_id text NOT NULL,
        at timestamptz(3) NOT NULL,
        UNIQUE (cycle_id, no)
      );
      DROP TABLE check_entry, visit;
      CREATE TABLE visit (
        id text PRIMARY KEY,
        cycle_id text NOT NULL REFERENCES cycle,
        month text NOT NULL,
        date date NOT NULL,
        place text NOT NULL,
        engineer_id text NOT NULL,
        asset_codes text[] NOT NULL,
        round int NOT NULL CHECK (round >= 1),
        state text NOT NULL,
        version int NOT NULL,
        signed_by_id text,
        archived_at timestamptz(3),
        planned_at timestamptz(3) NOT NULL,
        process jsonb NOT NULL,
        process_started_at timestamptz(3),
        CHECK ((state = 'SIGNED') = (archived_at IS NOT NULL AND signed_by_id IS NOT NULL))
      );
      CREATE INDEX visit_of_cycle ON visit (cycle_id, date);
      CREATE INDEX visit_owed ON visit (planned_at) WHERE process_started_at IS NULL;
      CREATE TABLE check_entry (
        visit_id text NOT NULL REFERENCES visit,
        asset_code text NOT NULL,
        item text NOT NULL,
        result text NOT NULL CHECK (result IN ('OK', 'ABNORMAL', 'NOT_APPLICABLE')),
        note text,
        PRIMARY KEY (visit_id, asset_code, item)
      );
      CREATE INDEX check_entry_asset ON check_entry (asset_code, visit_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE check_entry, visit, plan, cycle, kept_contract');
  }
}
