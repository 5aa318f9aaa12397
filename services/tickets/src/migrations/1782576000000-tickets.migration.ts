import {
  createChassisTables,
  createPersonProjection,
  dropChassisTables,
} from '@zhishou/platform/db/chassis.migration';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Tickets1782576000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createChassisTables(runner);
    await createPersonProjection(runner);
    await runner.query(`
      CREATE TABLE contract_version (
        version text PRIMARY KEY,
        name text NOT NULL,
        signed_on text NOT NULL,
        content jsonb NOT NULL
      );
      CREATE TABLE asset (
        id text PRIMARY KEY,
        code text NOT NULL UNIQUE,
        name text NOT NULL,
        vendor text,
        model text,
        unit text,
        quantity int NOT NULL CHECK (quantity >= 0),
        list_no int NOT NULL,
        list_name text NOT NULL,
        subsystem_name text,
        major_scope boolean NOT NULL,
        covered_from timestamptz(3) NOT NULL,
        covered_to timestamptz(3) NOT NULL,
        position int NOT NULL
      );
      CREATE SEQUENCE ticket_number;
      CREATE TABLE ticket (
        id text PRIMARY KEY,
        number text NOT NULL UNIQUE,
        kind text NOT NULL,
        severity text,
        state text NOT NULL,
        round int NOT NULL,
        version int NOT NULL,
        coverage text,
        asset_code text,
        summary text NOT NULL,
        description text,
        channel text NOT NULL,
        caller_name text,
        caller_phone text,
        number_called text,
        called_at timestamptz(3),
        answered_at timestamptz(3),
        location text,
        units_affected int NOT NULL,
        unit_numbers int[],
        fault_type text,
        answer text,
        reported_at timestamptz(3) NOT NULL,
        started_at timestamptz(3) NOT NULL,
        reported_by_id text NOT NULL,
        assignee_id text,
        accepted_at timestamptz(3),
        repaired_at timestamptz(3),
        closed_at timestamptz(3),
        contract_version text NOT NULL REFERENCES contract_version,
        process jsonb NOT NULL,
        process_started_at timestamptz(3)
      );
      CREATE INDEX ticket_newest ON ticket (reported_at DESC, id DESC);
      CREATE INDEX ticket_of_asset ON ticket (asset_code, reported_at DESC);
      CREATE INDEX ticket_of_reporter ON ticket (reported_by_id, reported_at DESC);
      CREATE INDEX ticket_of_assignee ON ticket (assignee_id, reported_at DESC);
      CREATE INDEX ticket_owed ON ticket (reported_at) WHERE process_started_at IS NULL;
      CREATE TABLE clock (
        ticket_id text NOT NULL REFERENCES ticket,
        kind text NOT NULL,
        state text NOT NULL,
        due_at timestamptz(3),
        breached_at timestamptz(3),
        ledger jsonb NOT NULL,
        PRIMARY KEY (ticket_id, kind)
      );
      CREATE TABLE transition (
        ticket_id text NOT NULL REFERENCES ticket,
        version int NOT NULL,
        step_id text NOT NULL UNIQUE,
        body_hash text NOT NULL,
        action text NOT NULL,
        from_state text NOT NULL,
        to_state text NOT NULL,
        round int NOT NULL,
        at timestamptz(3) NOT NULL,
        by_id text NOT NULL,
        by_role text NOT NULL,
        step jsonb NOT NULL,
        details jsonb NOT NULL,
        PRIMARY KEY (ticket_id, version)
      );
      CREATE TABLE abandoned_attempt (
        attempt_id text PRIMARY KEY,
        ticket_id text NOT NULL REFERENCES ticket
      );
      CREATE TABLE escalation (
        id text PRIMARY KEY,
        ticket_id text NOT NULL REFERENCES ticket,
        ticket_number text NOT NULL,
        reason text NOT NULL,
        clock text,
        mark text,
        level int NOT NULL,
        raised_at timestamptz(3) NOT NULL,
        due_at timestamptz(3),
        withdrawn_at timestamptz(3),
        acknowledged_at timestamptz(3),
        acknowledged_by_id text,
        acknowledgement_note text
      );
      CREATE UNIQUE INDEX escalation_once ON escalation (ticket_id, reason, coalesce(mark, '')) WHERE withdrawn_at IS NULL;
      CREATE INDEX escalation_newest ON escalation (raised_at DESC, id DESC);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE escalation, abandoned_attempt, transition, clock, ticket, asset, contract_version;
      DROP SEQUENCE ticket_number;
      DROP TABLE person;
    `);
    await dropChassisTables(runner);
  }
}
