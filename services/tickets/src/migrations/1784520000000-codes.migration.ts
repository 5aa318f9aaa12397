import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Codes are one and the same however they are written: full width, in capitals, with a joiner that nobody sees. */
export class Codes1784520000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of ['asset', 'spare_part']) {
      await runner.query(
        `ALTER TABLE ${table} ADD COLUMN code_key text NOT NULL UNIQUE GENERATED ALWAYS AS (folded(code)) STORED`,
      );
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE spare_part DROP COLUMN code_key;
      ALTER TABLE asset DROP COLUMN code_key;
    `);
  }
}
