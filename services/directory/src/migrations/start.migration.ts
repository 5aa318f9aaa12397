import { createChassisTables } from '@zhishou/platform/db/chassis.migration';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = [
  `CREATE TABLE person (
     id text PRIMARY KEY,
     username text NOT NULL UNIQUE,
     display_name text NOT NULL,
     role text NOT NULL,
     side text NOT NULL,
     active boolean NOT NULL,
     nda_signed boolean NOT NULL,
     password_hash text NOT NULL,
     created_at timestamptz(3) NOT NULL,
     updated_at timestamptz(3) NOT NULL)`,
  `CREATE TABLE contact (
     person_id text NOT NULL REFERENCES person DEFERRABLE INITIALLY DEFERRED,
     position int NOT NULL,
     channel text NOT NULL,
     value text NOT NULL,
     PRIMARY KEY (person_id, position))`,
  `CREATE TABLE nda_agreement (
     id text PRIMARY KEY,
     person_id text NOT NULL REFERENCES person,
     document_hash text NOT NULL,
     signed_at timestamptz(3) NOT NULL,
     address text NOT NULL,
     revoked_at timestamptz(3),
     revoke_reason text)`,
  `CREATE UNIQUE INDEX nda_agreement_in_force ON nda_agreement (person_id) WHERE revoked_at IS NULL`,
  `CREATE TABLE duty_shift (
     id text PRIMARY KEY,
     person_id text NOT NULL REFERENCES person,
     starts_at timestamptz(3) NOT NULL,
     ends_at timestamptz(3) NOT NULL,
     note text,
     CHECK (starts_at < ends_at))`,
  `CREATE INDEX duty_shift_time ON duty_shift (starts_at, ends_at)`,
  `CREATE TABLE session (
     id text PRIMARY KEY,
     person_id text NOT NULL REFERENCES person,
     address text NOT NULL,
     started_at timestamptz(3) NOT NULL,
     ended_at timestamptz(3),
     end_reason text)`,
  `CREATE INDEX session_person ON session (person_id) WHERE ended_at IS NULL`,
  `CREATE TABLE refresh_token (
     hash text PRIMARY KEY,
     session_id text NOT NULL REFERENCES session,
     expires_at timestamptz(3) NOT NULL,
     used_at timestamptz(3))`,
  `CREATE TABLE login_attempt (
     kind text NOT NULL,
     value text NOT NULL,
     failures int NOT NULL,
     last_at timestamptz(3) NOT NULL,
     blocked_until timestamptz(3),
     PRIMARY KEY (kind, value))`,
  `CREATE TABLE signing_key (
     kid text PRIMARY KEY,
     public_jwk jsonb NOT NULL,
     private_key text NOT NULL,
     created_at timestamptz(3) NOT NULL)`,
];

export class Start1782576000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createChassisTables(runner);
    for (const statement of TABLES) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('the first migration has no way back'));
  }
}
