import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `CREATE TABLE service_event (
     id text PRIMARY KEY,
     month text NOT NULL,
     kind text NOT NULL,
     points int CHECK (points > 0),
     note text NOT NULL,
     ticket_id text,
     recorded_at timestamptz(3) NOT NULL,
     recorded_by_id text NOT NULL)`,
  `CREATE INDEX service_event_of_month ON service_event (month, recorded_at, id)`,
];

export class ServiceEvents1782748800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE service_event');
  }
}
