import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which finding of an inspection a fault comes from; one finding is one fault. */
export class FoundFaults1796410000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE ticket ADD COLUMN finding_id text UNIQUE');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE ticket DROP COLUMN finding_id');
  }
}
