import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Guarantee tasks and who is on duty for them. */
export class Guarantee1796430000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE guarantee_task (
        id text PRIMARY KEY,
        contract_id text NOT NULL,
        title text NOT NULL,
        kind text NOT NULL CHECK (kind IN ('KEY_PERIOD', 'DRILL', 'AD_HOC', 'ON_DUTY')),
        from_at timestamptz(3) NOT NULL,
        to_at timestamptz(3) NOT NULL CHECK (to_at > from_at),
        requirements text NOT NULL,
        created_at timestamptz(3) NOT NULL,
        created_by_id text NOT NULL,
        fulfilled boolean,
        judged_at timestamptz(3),
        judged_by_id text,
        note text,
        CHECK ((fulfilled IS NULL) = (judged_at IS NULL) AND (fulfilled IS NULL) = (judged_by_id IS NULL)),
        CHECK (fulfilled IS DISTINCT FROM false OR note IS NOT NULL)
      );
      CREATE INDEX guarantee_task_latest ON guarantee_task (from_at DESC, id DESC);
      CREATE TABLE guarantee_shift (
        id text PRIMARY KEY,
        task_id text NOT NULL REFERENCES guarantee_task,
        person_id text NOT NULL,
        from_at timestamptz(3) NOT NULL,
        to_at timestamptz(3) NOT NULL CHECK (to_at > from_at),
        checked_in_at timestamptz(3),
        checked_out_at timestamptz(3) CHECK (checked_out_at >= checked_in_at),
        UNIQUE (task_id, person_id, from_at)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE guarantee_shift, guarantee_task');
  }
}
