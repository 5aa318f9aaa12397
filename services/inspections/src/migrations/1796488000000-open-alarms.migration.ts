import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which alarms stand, so that each is told to be over, and one that is missing can be found. */
export class OpenAlarms1796488000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE open_alarm (
        id text PRIMARY KEY,
        subject text NOT NULL,
        cause text NOT NULL,
        raised_at timestamptz(3) NOT NULL
      );
      CREATE INDEX open_alarm_of_subject ON open_alarm (subject, cause);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE open_alarm');
  }
}
