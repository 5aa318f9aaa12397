import { Injectable } from '@nestjs/common';
import { rateLimited } from '@zhishou/platform/errors';
import { DataSource } from 'typeorm';

/** Failures without a pause; after them each failure doubles the pause, from one second to the longest. */
const FREE_FAILURES = { USERNAME: 5, ADDRESS: 50 };
const LONGEST_PAUSE_S = 60;
const FORGET_AFTER = '15 minutes';

type Kind = keyof typeof FREE_FAILURES;

/**
 * Slows down guessing, for each user name (whether or not it exists) and each address. An attempt is counted as failed
 * before its password is looked at and cleared when it was right, so that many at once gain nothing.
 */
@Injectable()
export class LoginThrottle {
  constructor(private readonly dataSource: DataSource) {}

  /** @throws UserError RATE_LIMITED, without counting the attempt */
  async attempt(username: string, address: string): Promise<void> {
    await this.count('ADDRESS', address);
    await this.count('USERNAME', username);
  }

  /** The password was right: the name starts anew, the address only takes this attempt back. */
  async succeeded(username: string, address: string): Promise<void> {
    await this.dataSource.query(
      `DELETE FROM login_attempt
       WHERE (kind = 'USERNAME' AND value = $1) OR last_at < clock_timestamp() - $2::interval`,
      [username, FORGET_AFTER],
    );
    await this.dataSource.query(
      `UPDATE login_attempt SET failures = failures - 1
       WHERE kind = 'ADDRESS' AND value = $1 AND failures > 0`,
      [address],
    );
  }

  private async count(kind: Kind, value: string): Promise<void> {
    const counted = await this.dataSource.query<unknown[]>(
      `INSERT INTO login_attempt AS a (kind, value, failures, last_at) VALUES ($1, $2, 1, clock_timestamp())
       ON CONFLICT (kind, value) DO UPDATE SET
         failures = CASE WHEN a.last_at < clock_timestamp() - $3::interval THEN 1 ELSE a.failures + 1 END,
         last_at = clock_timestamp(),
         blocked_until = CASE
           WHEN a.last_at < clock_timestamp() - $3::interval OR a.failures + 1 < $4 THEN NULL
           ELSE clock_timestamp() + least($5, 2 ^ least(a.failures + 1 - $4, 20)) * interval '1 second' END
       WHERE a.blocked_until IS NULL OR a.blocked_until <= clock_timestamp()
       RETURNING failures`,
      [kind, value, FORGET_AFTER, FREE_FAILURES[kind], LONGEST_PAUSE_S],
    );
    if (counted.length > 0) return;
    const [row] = await this.dataSource.query<{ seconds: number }[]>(
      `SELECT ceil(extract(epoch FROM blocked_until - clock_timestamp()))::int AS seconds
       FROM login_attempt WHERE kind = $1 AND value = $2`,
      [kind, value],
    );
    throw rateLimited(Math.max(1, row?.seconds ?? 1));
  }
}
