import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is on record is never emptied at a stroke. */
const NEVER_EMPTIED = [
  ...['kept_contract', 'contract_version', 'transition'],
  ...['cycle', 'plan', 'visit', 'record', 'check_entry', 'attachment'],
  ...['finding', 'hazard', 'joint_test', 'monthly_call', 'summary'],
  ...['review', 'review_report', 'measure'],
  ...['guarantee_task', 'guarantee_shift'],
  ...['reference_document', 'reference_version'],
];

/** What a finding learns after the record in which it was made was signed. */
const LEARNT = `'{ticket_id,handling}'::text[]`;

/**
 * What belongs to a signed visit: by which of its columns, and when. What was stored for a step that was refused belongs
 * to no record, and comes and goes.
 */
const OF_A_VISIT: [table: string, what: string, column: string, when?: string][] = [
  ['record', 'INSERT', 'visit_id', 'NEW.round IS NOT NULL'],
  ['record', 'UPDATE', 'visit_id'],
  ['record', 'DELETE', 'visit_id', 'OLD.round IS NOT NULL'],
  ['check_entry', 'INSERT OR UPDATE OR DELETE', 'visit_id'],
  ['finding', 'INSERT OR DELETE', 'visit_id'],
  ['finding', 'UPDATE', 'visit_id', `to_jsonb(OLD) - ${LEARNT} <> to_jsonb(NEW) - ${LEARNT}`],
  ['attachment', 'INSERT', 'subject_id'],
  ['transition', 'UPDATE OR DELETE', 'case_id'],
];

const nameOf = (what: string): string => `archived_${what.toLowerCase().replaceAll(' ', '_')}`;

/** The database itself refuses what nobody may do to what is archived: nothing is added to it, and nothing emptied. */
export class KeptForGood1796491000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER archived ON record;
      DROP TRIGGER archived ON check_entry;
      CREATE OR REPLACE FUNCTION refuse_change_of_archived() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        visits text[] := ARRAY[to_jsonb(OLD) ->> TG_ARGV[0], to_jsonb(NEW) ->> TG_ARGV[0]];
        signed text;
      BEGIN
        SELECT id INTO signed FROM visit WHERE id = ANY (visits) AND state = 'SIGNED';
        IF FOUND THEN
          RAISE EXCEPTION 'the record of visit % is archived', signed USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
      END $$;

      CREATE FUNCTION refuse_step_of_signed() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        -- the step that signs it is the last
        IF EXISTS (SELECT FROM visit WHERE id = NEW.case_id AND state = 'SIGNED' AND version < NEW.version) THEN
          RAISE EXCEPTION 'visit % is archived', NEW.case_id USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER archived BEFORE INSERT ON transition FOR EACH ROW EXECUTE FUNCTION refuse_step_of_signed();

      CREATE FUNCTION refuse_emptying() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'what % holds is kept', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
      END $$;
    `);
    for (const [table, what, column, when = 'true'] of OF_A_VISIT)
      await runner.query(`CREATE TRIGGER ${nameOf(what)} BEFORE ${what} ON ${table}
        FOR EACH ROW WHEN (${when}) EXECUTE FUNCTION refuse_change_of_archived('${column}')`);
    for (const table of NEVER_EMPTIED)
      await runner.query(`CREATE TRIGGER never_emptied BEFORE TRUNCATE ON ${table}
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_emptying()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of NEVER_EMPTIED) await runner.query(`DROP TRIGGER never_emptied ON ${table}`);
    for (const [table, what] of OF_A_VISIT) await runner.query(`DROP TRIGGER ${nameOf(what)} ON ${table}`);
    await runner.query(`
      DROP TRIGGER archived ON transition;
      DROP FUNCTION refuse_emptying;
      DROP FUNCTION refuse_step_of_signed;
      CREATE OR REPLACE FUNCTION refuse_change_of_archived() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NOT (TG_OP = 'DELETE' AND OLD.round IS NULL)
           AND EXISTS (SELECT FROM visit WHERE id = OLD.visit_id AND state = 'SIGNED') THEN
          RAISE EXCEPTION 'the record of visit % is archived', OLD.visit_id USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
      END $$;
      CREATE TRIGGER archived BEFORE UPDATE OR DELETE ON record
        FOR EACH ROW EXECUTE FUNCTION refuse_change_of_archived();
      CREATE TRIGGER archived BEFORE UPDATE OR DELETE ON check_entry
        FOR EACH ROW EXECUTE FUNCTION refuse_change_of_archived();
    `);
  }
}
