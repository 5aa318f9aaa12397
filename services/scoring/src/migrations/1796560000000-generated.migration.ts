import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which documents were handed in as the system made them. */
export class Generated1796560000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE document_submission ADD COLUMN generated boolean NOT NULL DEFAULT false');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE document_submission DROP COLUMN generated');
  }
}
