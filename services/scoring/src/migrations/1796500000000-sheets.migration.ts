import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Facts are read by contract; score sheets, and what each was computed from. */
export class Sheets1796500000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE fact ADD COLUMN contract_id text GENERATED ALWAYS AS (coalesce(
        data #>> '{ticket,contractId}',
        data #>> '{cycle,contractId}',
        split_part(data #>> '{visit,cycleId}', '/', 1),
        data #>> '{task,contractId}',
        data #>> '{document,contractId}',
        data #>> '{serviceEvent,contractId}')) STORED;
      CREATE INDEX fact_of_contract ON fact (contract_id, seq);
      ALTER TABLE service_event ADD COLUMN contract_id text;

      CREATE TABLE sheet (
        id text PRIMARY KEY,
        contract_id text NOT NULL,
        contract_version text NOT NULL,
        month text NOT NULL,
        state text NOT NULL,
        version int NOT NULL,
        scoring_id text,
        objection_text text,
        answer_text text,
        opened_at timestamptz(3) NOT NULL,
        process jsonb NOT NULL,
        process_started_at timestamptz(3),
        UNIQUE (contract_id, month)
      );
      CREATE INDEX sheet_owed ON sheet (opened_at) WHERE process_started_at IS NULL;
      CREATE TABLE scoring (
        id text PRIMARY KEY,
        sheet_id text NOT NULL REFERENCES sheet,
        contract_version text NOT NULL,
        last_fact bigint NOT NULL,
        kept jsonb NOT NULL,
        confirmed jsonb NOT NULL,
        hash text NOT NULL,
        result jsonb NOT NULL,
        stored_at timestamptz(3) NOT NULL,
        scored_at timestamptz(3)
      );
      CREATE INDEX scoring_of_sheet ON scoring (sheet_id, stored_at);

      CREATE FUNCTION refuse_change_of_confirmed() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        -- when its workflow was started is noted whenever that is found out
        IF TG_OP = 'DELETE' OR to_jsonb(NEW) - 'process_started_at' <> to_jsonb(OLD) - 'process_started_at' THEN
          RAISE EXCEPTION 'score sheet % is confirmed', OLD.id USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER confirmed BEFORE UPDATE OR DELETE ON sheet
        FOR EACH ROW WHEN (OLD.state = 'CONFIRMED') EXECUTE FUNCTION refuse_change_of_confirmed();

      CREATE FUNCTION refuse_change_of_scored() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'scoring % is filed', OLD.id USING ERRCODE = 'integrity_constraint_violation';
      END $$;
      CREATE TRIGGER scored BEFORE UPDATE OR DELETE ON scoring
        FOR EACH ROW WHEN (OLD.scored_at IS NOT NULL) EXECUTE FUNCTION refuse_change_of_scored();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE scoring, sheet;
      DROP FUNCTION refuse_change_of_scored;
      DROP FUNCTION refuse_change_of_confirmed;
      ALTER TABLE service_event DROP COLUMN contract_id;
      ALTER TABLE fact DROP COLUMN contract_id;
    `);
  }
}
