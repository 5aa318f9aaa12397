import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  // rows come in the order of time: a few kB tell where the old ones lie
  'CREATE INDEX outbox_old ON outbox USING brin (created_at) WITH (autosummarize = on)',
  'CREATE INDEX idempotency_key_old ON idempotency_key USING brin (created_at) WITH (autosummarize = on)',
  'CREATE INDEX consumed_event_old ON consumed_event USING brin (consumed_at) WITH (autosummarize = on)',
  'ALTER TABLE outbox ADD COLUMN set_aside_at timestamptz(3), ADD COLUMN problem text',
  'DROP INDEX outbox_unpublished',
  'CREATE INDEX outbox_unpublished ON outbox (id) WHERE published_at IS NULL AND set_aside_at IS NULL',
  'CREATE INDEX outbox_set_aside ON outbox (id) WHERE set_aside_at IS NOT NULL',
];

/** For every schema of the chassis: what lets old rows be found, and events that Kafka cannot take be set aside. */
export class Housekeeping1796100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX outbox_old, idempotency_key_old, consumed_event_old, outbox_set_aside');
    await runner.query('ALTER TABLE outbox DROP COLUMN set_aside_at, DROP COLUMN problem');
    await runner.query('CREATE INDEX outbox_unpublished ON outbox (id) WHERE published_at IS NULL');
  }
}
