import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The bureau's own rules: documents, and versions that never change. */
export class References1796450000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE reference_document (
        id text PRIMARY KEY,
        title text NOT NULL,
        kind text NOT NULL,
        checklist_items text[] NOT NULL,
        fault_types text[] NOT NULL,
        latest_version int NOT NULL,
        created_at timestamptz(3) NOT NULL,
        created_by_id text NOT NULL,
        withdrawn_at timestamptz(3),
        withdrawn_by_id text,
        withdrawal_reason text,
        CHECK ((withdrawn_at IS NULL) = (withdrawal_reason IS NULL)),
        CHECK ((withdrawn_at IS NULL) = (withdrawn_by_id IS NULL))
      );
      CREATE INDEX reference_document_latest ON reference_document (created_at DESC, id DESC);
      CREATE TABLE reference_version (
        document_id text NOT NULL REFERENCES reference_document,
        no int NOT NULL CHECK (no > 0),
        attachment_id text NOT NULL UNIQUE REFERENCES attachment,
        note text,
        published_at timestamptz(3) NOT NULL,
        published_by_id text NOT NULL,
        PRIMARY KEY (document_id, no)
      );
      CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON reference_version
        FOR EACH ROW EXECUTE FUNCTION refuse_change_of_files();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE reference_version, reference_document');
  }
}
