import type { MigrationInterface, QueryRunner } from 'typeorm';

export class OutsideIdentity1795392000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE outside_identity (
         issuer text NOT NULL,
         person_id text NOT NULL REFERENCES person,
         username text NOT NULL,
         subject text,
         created_at timestamptz(3) NOT NULL,
         PRIMARY KEY (issuer, person_id),
         UNIQUE (issuer, username),
         UNIQUE (issuer, subject))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE outside_identity');
  }
}
