import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A contract may end before its time. */
export class EarlyEnd1796486000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE kept_contract ADD ended_on date');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE kept_contract DROP ended_on');
  }
}
