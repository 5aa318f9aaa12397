import type { MigrationInterface, QueryRunner } from 'typeorm';
import { AuditFeed1784300000000 } from '../src/audit/audit-feed.migration.js';
import { createChassisTables, createPersonProjection } from '../src/db/chassis.migration.js';
import { FoldedText1784510000000 } from '../src/db/folded-text.migration.js';
import { Housekeeping1796100000000 } from '../src/janitor/housekeeping.migration.js';
import { SessionEnds1795737600000 } from '../src/people/session-ends.migration.js';

class Sample1767225600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createChassisTables(runner);
    await createPersonProjection(runner);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('forward only'));
  }
}

/** What every service begins with. */
export const SAMPLE_MIGRATIONS = [
  Sample1767225600000,
  AuditFeed1784300000000,
  FoldedText1784510000000,
  SessionEnds1795737600000,
  Housekeeping1796100000000,
];
