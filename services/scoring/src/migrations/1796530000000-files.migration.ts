import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files of what is handed in and registered. */
export class Files1796530000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE document_submission ADD COLUMN file_ids text[] NOT NULL DEFAULT '{}';
      ALTER TABLE service_event ADD COLUMN file_ids text[] NOT NULL DEFAULT '{}';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE service_event DROP COLUMN file_ids;
      ALTER TABLE document_submission DROP COLUMN file_ids;
    `);
  }
}
