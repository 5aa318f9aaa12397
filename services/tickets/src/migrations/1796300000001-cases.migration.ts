import { CREATE_MARK } from '@zhishou/platform/process/process.migration';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const BY_TICKET = ['transition', 'abandoned_attempt', 'drift', 'process_check'];

/** A ticket is one kind of case; what was told of its clocks so far is claimed for good. */
export class Cases1796300000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of BY_TICKET)
      await runner.query(`ALTER TABLE ${table} RENAME COLUMN ticket_id TO case_id`);
    await runner.query(`
      ALTER TABLE process_check DROP CONSTRAINT process_check_ticket_id_fkey;
      ALTER TABLE drift ADD COLUMN kind text NOT NULL DEFAULT 'ticket';
      ALTER TABLE drift ALTER COLUMN kind DROP DEFAULT;
    `);
    await runner.query(CREATE_MARK);
    await runner.query(`
      INSERT INTO mark (case_id, clock, mark, at, claimed_at)
      SELECT ticket_id, clock, mark, raised_at, raised_at FROM escalation WHERE mark IS NOT NULL
      ON CONFLICT DO NOTHING`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE mark');
    await runner.query('ALTER TABLE drift DROP COLUMN kind');
    for (const table of BY_TICKET)
      await runner.query(`ALTER TABLE ${table} RENAME COLUMN case_id TO ticket_id`);
    await runner.query('ALTER TABLE process_check ADD FOREIGN KEY (ticket_id) REFERENCES ticket');
  }
}
