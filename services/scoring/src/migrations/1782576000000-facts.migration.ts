import {
  createChassisTables,
  createPersonProjection,
  dropChassisTables,
} from '@zhishou/platform/db/chassis.migration';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = [
  `CREATE TABLE fact (
     seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     event_id text NOT NULL UNIQUE,
     type text NOT NULL,
     subject text NOT NULL,
     time timestamptz(3) NOT NULL,
     data jsonb NOT NULL,
     received_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
     asset_code text GENERATED ALWAYS AS (data #>> '{ticket,assetCode}') STORED)`,
  `CREATE INDEX fact_ticket_of_asset ON fact (asset_code, subject, seq DESC) WHERE asset_code IS NOT NULL`,
];

export class Facts1782576000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createChassisTables(runner);
    await createPersonProjection(runner);
    for (const statement of TABLES) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE fact, person');
    await dropChassisTables(runner);
  }
}
