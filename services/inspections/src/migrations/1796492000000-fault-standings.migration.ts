import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is known here of the faults of the tickets service: how each stood after each of its steps. */
export class FaultStandings1796492000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE fault_standing (
        ticket_id text NOT NULL,
        version int NOT NULL,
        at timestamptz(3) NOT NULL,
        number text NOT NULL,
        contract_id text NOT NULL,
        asset_code text,
        severity text,
        state text NOT NULL,
        reported_at timestamptz(3) NOT NULL,
        repaired_at timestamptz(3),
        closed_at timestamptz(3),
        cause text,
        PRIMARY KEY (ticket_id, version)
      );
      CREATE INDEX fault_standing_of_contract ON fault_standing (contract_id, ticket_id, version DESC);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE fault_standing');
  }
}
