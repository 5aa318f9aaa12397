import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What named a contract so far becomes its id, and every ticket knows by it to which contract it belongs. */
export class TicketContract1796310000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE contract_version RENAME COLUMN name TO contract_id;
      UPDATE contract_version
        SET content = jsonb_build_object('id', contract_id, 'keptFromDay', NULL) || content;
      ALTER TABLE ticket ADD COLUMN contract_id text;
      UPDATE ticket SET contract_id = kept.contract_id
        FROM contract_version AS kept WHERE kept.version = ticket.contract_version;
      ALTER TABLE ticket ALTER COLUMN contract_id SET NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE ticket DROP COLUMN contract_id;
      UPDATE contract_version SET content = content - 'id' - 'keptFromDay';
      ALTER TABLE contract_version RENAME COLUMN contract_id TO name;
    `);
  }
}
