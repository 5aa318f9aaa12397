import type { MigrationInterface, QueryRunner } from 'typeorm';

export class NdaAskedAgain1795910400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE nda_agreement ADD COLUMN asked_again_at timestamptz(3)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE nda_agreement DROP COLUMN asked_again_at');
  }
}
