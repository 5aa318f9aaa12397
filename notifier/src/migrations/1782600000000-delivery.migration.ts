import { createChassisTables, dropChassisTables } from '@zhishou/platform/db/chassis.migration';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Delivery1782600000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createChassisTables(runner);
    await runner.query(`CREATE TABLE delivery (
      event_id text NOT NULL,
      webhook text NOT NULL,
      body text NOT NULL,
      request_id text,
      state text NOT NULL DEFAULT 'PENDING' CHECK (state IN ('PENDING', 'DELIVERED', 'DEAD')),
      tries int NOT NULL DEFAULT 0,
      due_at timestamptz NOT NULL DEFAULT now(),
      problem text,
      created_at timestamptz NOT NULL DEFAULT now(),
      ended_at timestamptz,
      PRIMARY KEY (event_id, webhook))`);
    await runner.query(`CREATE INDEX delivery_due ON delivery (webhook, due_at) WHERE state = 'PENDING'`);
    await runner.query(`CREATE INDEX delivery_dead ON delivery (event_id) WHERE state = 'DEAD'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE delivery');
    await dropChassisTables(runner);
  }
}
