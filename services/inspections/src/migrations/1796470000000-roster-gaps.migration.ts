import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Since when an alarm stands that a roster has a gap ahead, and how many there were. */
export class RosterGaps1796470000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE guarantee_task ADD gap_since timestamptz(3), ADD gaps_told int NOT NULL DEFAULT 0;
      CREATE INDEX guarantee_task_open ON guarantee_task (to_at) WHERE fulfilled IS NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX guarantee_task_open;
      ALTER TABLE guarantee_task DROP gap_since, DROP gaps_told;
    `);
  }
}
