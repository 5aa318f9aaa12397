import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Names what files are attached to as every service does that keeps some. */
export class AttachmentSubject1796200000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE upload RENAME COLUMN ticket_id TO subject_id;
      ALTER TABLE attachment RENAME COLUMN ticket_id TO subject_id;
      ALTER INDEX upload_of_ticket RENAME TO upload_of_subject;
      ALTER INDEX attachment_of_ticket RENAME TO attachment_of_subject;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER INDEX attachment_of_subject RENAME TO attachment_of_ticket;
      ALTER INDEX upload_of_subject RENAME TO upload_of_ticket;
      ALTER TABLE attachment RENAME COLUMN subject_id TO ticket_id;
      ALTER TABLE upload RENAME COLUMN subject_id TO ticket_id;
    `);
  }
}
