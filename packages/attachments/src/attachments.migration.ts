import type { MigrationInterface, QueryRunner } from 'typeorm';

/** For every schema that begins to keep files; the tickets service came to the same tables by steps of its own. */
export class Attachments1796200000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE upload (
        id text PRIMARY KEY,
        subject_id text NOT NULL,
        person_id text NOT NULL,
        role text NOT NULL,
        file_name text NOT NULL,
        content_type text,
        size int,
        sha256 text,
        keep_position boolean NOT NULL,
        expires_at timestamptz(3) NOT NULL
      );
      CREATE INDEX upload_of_subject ON upload (subject_id);
      CREATE INDEX upload_expiry ON upload (expires_at);
      CREATE TABLE attachment (
        id text PRIMARY KEY,
        subject_id text NOT NULL,
        file_name text NOT NULL,
        kind text NOT NULL,
        content_type text NOT NULL,
        size int NOT NULL CHECK (size > 0),
        sha256 text NOT NULL,
        sent_sha256 text NOT NULL,
        taken_at timestamptz(3),
        position jsonb,
        uploaded_by_id text NOT NULL,
        uploaded_by_role text NOT NULL,
        uploaded_at timestamptz(3) NOT NULL,
        object_key text NOT NULL UNIQUE
      );
      CREATE INDEX attachment_of_subject ON attachment (subject_id, id);
      CREATE TABLE stray_object (
        key text PRIMARY KEY,
        written_at timestamptz(3) NOT NULL
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE stray_object, attachment, upload');
  }
}
