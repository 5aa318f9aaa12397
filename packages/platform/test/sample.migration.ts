import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createChassisTables, createPersonProjection } from '../src/db/chassis.migration.js';

/** What every service begins with. */
export class Sample1767225600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createChassisTables(runner);
    await createPersonProjection(runner);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('forward only'));
  }
}
