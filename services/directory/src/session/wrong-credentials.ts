import { Injectable } from '@nestjs/common';
import { currentContext } from '@zhishou/platform/context';
import { rateLimited } from '@zhishou/platform/errors';
import { networkOf } from '@zhishou/platform/network-of';
import { DataSource } from 'typeorm';
import { FailureCount } from './failure-count.js';

const BOUND = { name: 'credentials', failures: 5, within: 5 * 60 };

/**
 * Slows down whoever sends what nobody can guess, secrets of programs and signed tokens, and is wrong again and again.
 * Right ones are never counted and never refused, so that nobody keeps another out.
 */
@Injectable()
export class WrongCredentials {
  private readonly failures: FailureCount;

  constructor(dataSource: DataSource) {
    this.failures = new FailureCount(dataSource, BOUND);
  }

  /**
   * Counts one that was looked at and was wrong.
   * @param claim whom it claims to be, as far as that is certain
   * @throws UserError RATE_LIMITED where there were as many from this address as may be
   */
  async note(claim: string): Promise<void> {
    const key = `${networkOf(currentContext()?.address ?? '')} ${claim}`;
    const wait = await this.failures.add(key);
    if (wait > 0) throw rateLimited(wait);
  }
}
