import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tables whose rows are written once: how they stand is what scores rest on. */
const WRITTEN_ONCE = ['fact', 'fact_asset', 'service_event'];

/** What of which nothing is ever removed. */
const NEVER_EMPTIED = [
  ...WRITTEN_ONCE,
  'sheet',
  'scoring',
  'settlement',
  'instalment',
  'document_submission',
];

/**
 * A sheet knows what the others count; each fact carries a hash over it and all before; and the database itself refuses
 * what nobody may do to what is kept.
 */
export class KeptForGood1796540000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE scoring DISABLE TRIGGER scored;
      ALTER TABLE scoring ADD COLUMN others jsonb NOT NULL DEFAULT '[]';
      UPDATE scoring SET others = coalesce((
        SELECT jsonb_agg(jsonb_build_object('month', month, 'scoringId', scoring_id, 'isConfirmed', true) ORDER BY month)
        FROM sheet WHERE id IN (SELECT jsonb_array_elements_text(confirmed))), '[]');
      ALTER TABLE scoring ALTER COLUMN others DROP DEFAULT;
      ALTER TABLE scoring DROP COLUMN confirmed;
      ALTER TABLE scoring ENABLE TRIGGER scored;

      CREATE FUNCTION refuse_change_of_kept() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'what % holds is kept as it is', TG_TABLE_NAME
          USING ERRCODE = 'integrity_constraint_violation';
      END $$;

      CREATE FUNCTION fact_hash(previous text, event_id text, type text, subject text, at timestamptz, data jsonb)
      RETURNS text LANGUAGE sql IMMUTABLE AS $$
        SELECT encode(sha256(convert_to(concat_ws(E'\n', coalesce(previous, ''), event_id, type, subject,
          (extract(epoch FROM at) * 1000)::bigint::text, data::text), 'UTF8')), 'hex')
      $$;
      ALTER TABLE fact ADD COLUMN hash text;
      DO $$
      DECLARE previous text; one fact;
      BEGIN
        FOR one IN SELECT * FROM fact ORDER BY seq LOOP
          previous := fact_hash(previous, one.event_id, one.type, one.subject, one.time, one.data);
          UPDATE fact SET hash = previous WHERE seq = one.seq;
        END LOOP;
      END $$;
      ALTER TABLE fact ALTER COLUMN hash SET NOT NULL;
      CREATE FUNCTION chain_fact() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE last record;
      BEGIN
        SELECT seq, hash INTO last FROM fact ORDER BY seq DESC LIMIT 1;
        IF NEW.seq <= last.seq THEN
          RAISE EXCEPTION 'fact % comes before facts that are known', NEW.seq
            USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        NEW.hash := fact_hash(last.hash, NEW.event_id, NEW.type, NEW.subject, NEW.time, NEW.data);
        RETURN NEW;
      END $$;
      CREATE TRIGGER chained BEFORE INSERT ON fact FOR EACH ROW EXECUTE FUNCTION chain_fact();

      CREATE TRIGGER settled BEFORE UPDATE OR DELETE ON settlement FOR EACH ROW
        WHEN (OLD.state = 'SETTLED') EXECUTE FUNCTION refuse_change_of_confirmed();
    `);
    for (const table of WRITTEN_ONCE)
      await runner.query(`CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON ${table}
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_kept()`);
    for (const table of NEVER_EMPTIED)
      await runner.query(`CREATE TRIGGER never_emptied BEFORE TRUNCATE ON ${table}
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_kept()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of NEVER_EMPTIED) await runner.query(`DROP TRIGGER never_emptied ON ${table}`);
    for (const table of WRITTEN_ONCE) await runner.query(`DROP TRIGGER kept ON ${table}`);
    await runner.query(`
      DROP TRIGGER settled ON settlement;
      DROP TRIGGER chained ON fact;
      DROP FUNCTION chain_fact;
      ALTER TABLE fact DROP COLUMN hash;
      DROP FUNCTION fact_hash;
      DROP FUNCTION refuse_change_of_kept;
      ALTER TABLE scoring DISABLE TRIGGER scored;
      ALTER TABLE scoring ADD COLUMN confirmed jsonb NOT NULL DEFAULT '[]';
      UPDATE scoring SET confirmed = coalesce((
        SELECT jsonb_agg(sheet_id ORDER BY sheet_id) FROM scoring AS other
        WHERE other.id IN (SELECT one ->> 'scoringId' FROM jsonb_array_elements(scoring.others) AS one
          WHERE (one ->> 'isConfirmed')::boolean)), '[]');
      ALTER TABLE scoring ALTER COLUMN confirmed DROP DEFAULT;
      ALTER TABLE scoring DROP COLUMN others;
      ALTER TABLE scoring ENABLE TRIGGER scored;
    `);
  }
}
