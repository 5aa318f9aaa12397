import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATEMENTS = [
  `CREATE TABLE audit_log (
     id text PRIMARY KEY,
     service text NOT NULL,
     seq bigint NOT NULL,
     at timestamptz(3) NOT NULL,
     actor_id text NOT NULL,
     actor_role text,
     action text NOT NULL,
     aggregate_id text NOT NULL,
     before jsonb,
     after jsonb,
     address text,
     request_id text,
     hash text NOT NULL,
     UNIQUE (service, seq))`,
  `CREATE INDEX audit_log_newest ON audit_log (at DESC, id DESC)`,
  `CREATE INDEX audit_log_actor ON audit_log (actor_id, at DESC, id DESC)`,
  `CREATE INDEX audit_log_aggregate ON audit_log (aggregate_id, at DESC, id DESC)`,
];

export class AuditLog1784400000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE audit_log');
  }
}
