import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SpareParts1784200000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE spare_part (
        id text PRIMARY KEY,
        code text NOT NULL UNIQUE,
        name text NOT NULL,
        model text NOT NULL,
        asset_codes text[] NOT NULL,
        unit text NOT NULL,
        stock int NOT NULL CHECK (stock >= 0),
        low_at int NOT NULL CHECK (low_at >= 0)
      );
      CREATE TABLE stock_movement (
        id text PRIMARY KEY,
        spare_part_id text NOT NULL REFERENCES spare_part,
        action text NOT NULL,
        change int NOT NULL,
        stock_after int NOT NULL,
        reason text,
        ticket_id text REFERENCES ticket,
        at timestamptz(3) NOT NULL,
        by_id text NOT NULL
      );
      CREATE INDEX stock_movement_newest ON stock_movement (spare_part_id, at DESC, id DESC);
      ALTER TABLE escalation
        ALTER COLUMN ticket_id DROP NOT NULL,
        ALTER COLUMN ticket_number DROP NOT NULL,
        ADD COLUMN spare_part_id text REFERENCES spare_part,
        ADD CONSTRAINT escalation_about_one CHECK (num_nonnulls(ticket_id, spare_part_id) = 1);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM escalation WHERE ticket_id IS NULL;
      ALTER TABLE escalation
        DROP COLUMN spare_part_id,
        ALTER COLUMN ticket_id SET NOT NULL,
        ALTER COLUMN ticket_number SET NOT NULL;
      DROP TABLE stock_movement, spare_part;
    `);
  }
}
