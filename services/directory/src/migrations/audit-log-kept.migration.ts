import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Gives the copy out of our hands where the database was provisioned for it; a bare one of a test has no keeper. */
export class AuditLogKept1796000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const [found] = (await runner.query(
      `SELECT to_regprocedure('keeping.hand_over_audit_log()') IS NOT NULL AS provisioned`,
    )) as { provisioned: boolean }[];
    if (found?.provisioned) await runner.query('SELECT keeping.hand_over_audit_log()');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('what was given out of our hands is not ours to take back'));
  }
}
