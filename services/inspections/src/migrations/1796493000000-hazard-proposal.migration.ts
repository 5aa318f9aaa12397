import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the engineer proposes to be done about a hazard; null: nothing, or from before it could be told. */
export class HazardProposal1796493000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE finding ADD proposal text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE finding DROP proposal');
  }
}
