import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is open or late is a handful of rows among all that was ever reported: its indexes hold nothing else. */
export class TicketSearch1784400000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX ticket_closed_of_asset ON ticket (asset_code, closed_at)
        WHERE kind = 'FAULT' AND state = 'CLOSED' AND fault_type IS NOT NULL;
      CREATE INDEX ticket_open ON ticket (reported_at DESC, id DESC)
        WHERE state NOT IN ('CLOSED', 'CANCELLED', 'NOT_COVERED');
      CREATE INDEX clock_of_concern ON clock (state, kind, due_at) WHERE state NOT IN ('MET', 'CANCELLED');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX clock_of_concern, ticket_open, ticket_closed_of_asset');
  }
}
