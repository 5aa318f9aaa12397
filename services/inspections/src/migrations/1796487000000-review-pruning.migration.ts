import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was stored for the filing of a review that was refused can be told by its age, and removed. */
export class ReviewPruning1796487000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE review_report ADD stored_at timestamptz(3) NOT NULL DEFAULT now()');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE review_report DROP stored_at');
  }
}
