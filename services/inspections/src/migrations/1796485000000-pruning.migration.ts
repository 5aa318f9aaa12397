import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was stored for a step that was refused can be told by its age, and removed, also of a visit that is archived. */
export class Pruning1796485000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE joint_test ADD stored_at timestamptz(3) NOT NULL DEFAULT now();
      ALTER TABLE monthly_call ADD stored_at timestamptz(3) NOT NULL DEFAULT now();
      ALTER TABLE summary ADD stored_at timestamptz(3) NOT NULL DEFAULT now();
      CREATE OR REPLACE FUNCTION refuse_change_of_archived() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NOT (TG_OP = 'DELETE' AND OLD.round IS NULL)
           AND EXISTS (SELECT FROM visit WHERE id = OLD.visit_id AND state = 'SIGNED') THEN
          RAISE EXCEPTION 'the record of visit % is archived', OLD.visit_id USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
      END $$;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE OR REPLACE FUNCTION refuse_change_of_archived() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF EXISTS (SELECT FROM visit WHERE id = OLD.visit_id AND state = 'SIGNED') THEN
          RAISE EXCEPTION 'the record of visit % is archived', OLD.visit_id USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
      END $$;
      ALTER TABLE summary DROP stored_at;
      ALTER TABLE monthly_call DROP stored_at;
      ALTER TABLE joint_test DROP stored_at;
    `);
  }
}
