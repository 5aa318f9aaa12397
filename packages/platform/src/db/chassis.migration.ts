import type { QueryRunner } from 'typeorm';

const TABLES = [
  `CREATE TABLE outbox (
     id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     topic text NOT NULL,
     key text NOT NULL,
     event jsonb NOT NULL,
     created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
     published_at timestamptz(3))`,
  `CREATE INDEX outbox_unpublished ON outbox (id) WHERE published_at IS NULL`,
  `CREATE TABLE audit_entry (
     seq bigint PRIMARY KEY,
     at timestamptz(3) NOT NULL,
     actor_id text NOT NULL,
     actor_role text,
     action text NOT NULL,
     aggregate_id text NOT NULL,
     before jsonb,
     after jsonb,
     address text,
     request_id text,
     previous_hash text NOT NULL,
     hash text NOT NULL)`,
  `CREATE INDEX audit_entry_aggregate ON audit_entry (aggregate_id, seq)`,
  `CREATE TABLE audit_head (only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row), seq bigint NOT NULL, hash text NOT NULL)`,
  `INSERT INTO audit_head (seq, hash) VALUES (0, repeat('0', 64))`,
  `CREATE TABLE idempotency_key (
     person_id text NOT NULL,
     mutation text NOT NULL,
     key text NOT NULL,
     body_hash text NOT NULL,
     answer jsonb,
     created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
     PRIMARY KEY (person_id, mutation, key))`,
  `CREATE TABLE consumed_event (
     consumer text NOT NULL,
     event_id text NOT NULL,
     consumed_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
     PRIMARY KEY (consumer, event_id))`,
];

const PERSON_PROJECTION = `CREATE TABLE person (
     id text PRIMARY KEY,
     username text NOT NULL,
     display_name text NOT NULL,
     role text NOT NULL,
     side text NOT NULL,
     nda_signed boolean NOT NULL,
     active boolean NOT NULL,
     sequence bigint NOT NULL,
     updated_at timestamptz(3) NOT NULL)`;

/** Outbox, audit chain, idempotency keys, consumed events: the first part of every service's first migration. */
export async function createChassisTables(runner: QueryRunner): Promise<void> {
  for (const statement of TABLES) await runner.query(statement);
}

/** The projection of the directory's people: for every service but the directory, which has the people themselves. */
export async function createPersonProjection(runner: QueryRunner): Promise<void> {
  await runner.query(PERSON_PROJECTION);
}

export async function dropChassisTables(runner: QueryRunner): Promise<void> {
  await runner.query('DROP TABLE outbox, audit_entry, audit_head, idempotency_key, consumed_event');
}
