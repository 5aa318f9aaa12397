import { CREATE_MARK } from '@zhishou/platform/process/process.migration';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A ticket is one kind of case; what was told of its clocks so far is claimed for good. */
export class Cases1796300000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of ['transition', 'abandoned_attempt'])
      await runner.query(`ALTER TABLE ${table} RENAME COLUMN ticket_id TO case_id`);
    await runner.query(CREATE_MARK);
    await runner.query(`
      INSERT INTO mark (case_id, clock, mark, at, claimed_at)
      SELECT ticket_id, clock, mark, raised_at, raised_at FROM escalation WHERE mark IS NOT NULL
      ON CONFLICT DO NOTHING`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE mark');
    for (const table of ['transition', 'abandoned_attempt'])
      await runner.query(`ALTER TABLE ${table} RENAME COLUMN case_id TO ticket_id`);
  }
}
