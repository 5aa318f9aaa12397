import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a joint test may tell beside its result; null: not told. */
export class JointTestDetails1796480000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE joint_test
        ADD COLUMN ended_at timestamptz(3),
        ADD COLUMN place text,
        ADD COLUMN participants text[],
        ADD COLUMN links jsonb,
        ADD COLUMN problems jsonb,
        ADD CHECK (ended_at > held_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE joint_test
        DROP COLUMN ended_at,
        DROP COLUMN place,
        DROP COLUMN participants,
        DROP COLUMN links,
        DROP COLUMN problems;
    `);
  }
}
