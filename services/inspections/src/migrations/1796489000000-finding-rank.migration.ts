import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Findings of one record have an order: that of the check-list. Older ones have none. */
export class FindingRank1796489000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE finding ADD rank int NOT NULL DEFAULT 0;
      DROP INDEX finding_newest;
      CREATE INDEX finding_newest ON finding (found_at DESC, rank DESC, id DESC);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX finding_newest;
      CREATE INDEX finding_newest ON finding (found_at DESC, id DESC);
      ALTER TABLE finding DROP rank;
    `);
  }
}
