import {
  createChassisTables,
  createPersonProjection,
  dropChassisTables,
} from '@zhishou/platform/db/chassis.migration';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = [
  `CREATE TABLE visit (
     id text PRIMARY KEY,
     month text NOT NULL CHECK (month ~ '^\\d{4}-(0[1-9]|1[0-2])$'),
     date date NOT NULL,
     place text NOT NULL,
     engineer_id text NOT NULL,
     round int NOT NULL DEFAULT 1 CHECK (round >= 1),
     state text NOT NULL CHECK (state IN ('PLANNED', 'RECORDED', 'REJECTED', 'ARCHIVED')),
     signed_by_id text,
     archived_at timestamptz(3),
     CHECK ((state = 'ARCHIVED') = (archived_at IS NOT NULL AND signed_by_id IS NOT NULL)))`,
  `CREATE TABLE check_entry (
     visit_id text NOT NULL REFERENCES visit,
     asset_code text NOT NULL,
     item text NOT NULL,
     result text NOT NULL CHECK (result IN ('OK', 'ABNORMAL', 'NOT_APPLICABLE')),
     note text,
     PRIMARY KEY (visit_id, asset_code, item))`,
  `CREATE INDEX check_entry_asset ON check_entry (asset_code, visit_id)`,
];

export class Visits1782576000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createChassisTables(runner);
    await createPersonProjection(runner);
    for (const statement of TABLES) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE check_entry, visit, person');
    await dropChassisTables(runner);
  }
}
