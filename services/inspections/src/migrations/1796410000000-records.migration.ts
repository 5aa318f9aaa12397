import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a visit leaves behind: its records, what they turned up, and hazards that are followed. */
export class Records1796410000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE record (
        id text PRIMARY KEY,
        visit_id text NOT NULL REFERENCES visit,
        round int,
        hash text NOT NULL,
        content jsonb NOT NULL,
        engineer_signature jsonb NOT NULL,
        contact_signature jsonb NOT NULL,
        by_id text NOT NULL,
        made_at timestamptz(3),
        arrived_at timestamptz(3) NOT NULL,
        UNIQUE (visit_id, round)
      );
      ALTER TABLE check_entry
        ADD COLUMN round int NOT NULL DEFAULT 1,
        DROP CONSTRAINT check_entry_pkey,
        ADD PRIMARY KEY (visit_id, round, asset_code, item);
      CREATE TABLE finding (
        id text PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('FAULT', 'HAZARD')),
        cycle_id text NOT NULL REFERENCES cycle,
        visit_id text NOT NULL REFERENCES visit,
        asset_code text NOT NULL,
        item text NOT NULL,
        description text NOT NULL,
        found_at timestamptz(3) NOT NULL,
        accompanied_by_id text NOT NULL,
        ticket_id text UNIQUE,
        handling text
      );
      CREATE INDEX finding_newest ON finding (found_at DESC, id DESC);
      CREATE INDEX finding_of_cycle ON finding (cycle_id, found_at);
      CREATE INDEX finding_of_asset ON finding (asset_code, found_at DESC);
      CREATE TABLE hazard (
        id text PRIMARY KEY REFERENCES finding,
        state text NOT NULL,
        version int NOT NULL,
        proposed_at timestamptz(3) NOT NULL,
        closed_at timestamptz(3),
        process jsonb NOT NULL,
        process_started_at timestamptz(3)
      );
      CREATE INDEX hazard_owed ON hazard (proposed_at) WHERE process_started_at IS NULL;
      CREATE INDEX hazard_open ON hazard (id) WHERE closed_at IS NULL;

      CREATE FUNCTION refuse_change_of_archived() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF EXISTS (SELECT FROM visit WHERE id = OLD.visit_id AND state = 'SIGNED') THEN
          RAISE EXCEPTION 'the record of visit % is archived', OLD.visit_id USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
      END $$;
      CREATE TRIGGER archived BEFORE UPDATE OR DELETE ON record
        FOR EACH ROW EXECUTE FUNCTION refuse_change_of_archived();
      CREATE TRIGGER archived BEFORE UPDATE OR DELETE ON check_entry
        FOR EACH ROW EXECUTE FUNCTION refuse_change_of_archived();

      CREATE FUNCTION refuse_change_of_signed() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        -- when its workflow was started is noted whenever that is found out
        IF TG_OP = 'DELETE' OR to_jsonb(NEW) - 'process_started_at' <> to_jsonb(OLD) - 'process_started_at' THEN
          RAISE EXCEPTION 'visit % is archived', OLD.id USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER signed BEFORE UPDATE OR DELETE ON visit
        FOR EACH ROW WHEN (OLD.state = 'SIGNED') EXECUTE FUNCTION refuse_change_of_signed();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER signed ON visit;
      DROP TRIGGER archived ON check_entry;
      DROP FUNCTION refuse_change_of_signed;
      DROP TABLE hazard, finding, record;
      DROP FUNCTION refuse_change_of_archived;
      ALTER TABLE check_entry DROP CONSTRAINT check_entry_pkey, DROP COLUMN round,
        ADD PRIMARY KEY (visit_id, asset_code, item);
    `);
  }
}
