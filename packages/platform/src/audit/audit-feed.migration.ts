import type { MigrationInterface, QueryRunner } from 'typeorm';

/** For every schema with an audit chain: how far it stands on audit.v1, so that the outbox relay can pass it on. */
export class AuditFeed1784300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE TABLE audit_published (only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row), seq bigint NOT NULL)',
    );
    await runner.query('INSERT INTO audit_published (seq) VALUES (0)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE audit_published');
  }
}
