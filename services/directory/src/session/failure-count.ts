import { sha256 } from '@zhishou/platform/canonical-json';
import { rateLimited } from '@zhishou/platform/errors';
import { RateLimiterPostgres } from 'rate-limiter-flexible';
import type { DataSource } from 'typeorm';
import { DIRECTORY_SCHEMA } from '../directory.entities.js';

export interface FailureBound {
  /** apart from other counts */
  name: string;
  failures: number;
  /** seconds from the first failure, after which it begins anew */
  within: number;
}

/** Counts failures that are certain, by key, for all processes together. */
export class FailureCount {
  private readonly limiter: RateLimiterPostgres;

  constructor(dataSource: DataSource, { name, failures, within }: FailureBound) {
    this.limiter = new RateLimiterPostgres({
      storeClient: dataSource,
      storeType: 'typeorm',
      schemaName: DIRECTORY_SCHEMA,
      tableName: 'failed_attempt',
      tableCreated: true,
      // the janitor does
      clearExpiredByTimeout: false,
      keyPrefix: name,
      points: failures,
      duration: within,
    });
  }

  /** @throws UserError RATE_LIMITED where there were as many as may be */
  async check(key: string): Promise<void> {
    const wait = await this.pauseOf(key);
    if (wait > 0) throw rateLimited(wait);
  }

  /** Seconds until another may be tried; 0: now. */
  async pauseOf(key: string): Promise<number> {
    const found = await this.limiter.get(hidden(key));
    if (!found || found.remainingPoints > 0) return 0;
    return Math.max(1, Math.ceil(found.msBeforeNext / 1000));
  }

  /** Adds one, also beyond the bound; answers how many seconds to wait then, 0 within it. */
  async add(key: string): Promise<number> {
    const { consumedPoints, msBeforeNext } = await this.limiter.penalty(hidden(key));
    return consumedPoints > this.limiter.points ? Math.max(1, Math.ceil(msBeforeNext / 1000)) : 0;
  }

  async forget(key: string): Promise<void> {
    await this.limiter.delete(hidden(key));
  }
}

// what was typed as a name may have been a password
const hidden = sha256;
