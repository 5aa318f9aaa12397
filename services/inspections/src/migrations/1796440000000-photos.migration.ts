import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Photos of records. What was uploaded once, and which photos a record has, never changes: the database refuses it. */
export class Photos1796440000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE record ADD COLUMN photos jsonb NOT NULL DEFAULT '[]';

      CREATE FUNCTION refuse_change_of_files() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'what % names is never changed', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
      END $$;
      CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON attachment
        FOR EACH ROW EXECUTE FUNCTION refuse_change_of_files();
      CREATE TRIGGER named BEFORE UPDATE ON record
        FOR EACH ROW WHEN (OLD.photos <> NEW.photos) EXECUTE FUNCTION refuse_change_of_files();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER kept ON attachment;
      DROP TRIGGER named ON record;
      DROP FUNCTION refuse_change_of_files;
      ALTER TABLE record DROP COLUMN photos;
    `);
  }
}
