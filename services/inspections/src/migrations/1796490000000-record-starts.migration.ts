import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a visit began by its record stands beside the content, so that visits are told and ordered by it unread. */
export class RecordStarts1796490000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE record ADD started_at text NOT NULL GENERATED ALWAYS AS (content ->> 'startedAt') STORED`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE record DROP started_at');
  }
}
