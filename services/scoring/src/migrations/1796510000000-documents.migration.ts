import type { MigrationInterface, QueryRunner } from 'typeorm';

/** From when on a contract's documents are asked for, and each time that one was handed in. */
export class Documents1796510000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE kept_contract (
        contract_id text PRIMARY KEY,
        kept_from date NOT NULL,
        ended_on date
      );
      CREATE TABLE document_submission (
        id text PRIMARY KEY,
        document_id text NOT NULL,
        no int NOT NULL,
        note text,
        submitted_at timestamptz(3) NOT NULL,
        submitted_by_id text NOT NULL,
        conforming boolean,
        judgement_note text,
        judged_at timestamptz(3),
        judged_by_id text,
        UNIQUE (document_id, no)
      );
      CREATE INDEX fact_closed ON fact (contract_id, subject)
        WHERE data #>> '{ticket,kind}' = 'FAULT' AND data #>> '{ticket,state}' = 'CLOSED';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX fact_closed;
      DROP TABLE document_submission, kept_contract;
    `);
  }
}
