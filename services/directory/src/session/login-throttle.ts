import { Injectable } from '@nestjs/common';
import { networkOf } from '@zhishou/platform/network-of';
import { DataSource } from 'typeorm';
import { FailureCount } from './failure-count.js';
import { Turnstile } from './turnstile.js';

export interface LoginClaim {
  /** user name as it was given, whether or not it exists */
  name: string;
  address: string;
  /** a device on which this name has signed in before */
  device?: string;
}

/** What came of looking at the password. */
interface Looked {
  right: boolean;
}

interface Check {
  count: FailureCount;
  gate: Turnstile;
  key: string;
}

const MINUTE = 60;

/**
 * Bounds the guessing of passwords. A stranger's failures count for the name at this address, for the address, and for
 * the name from everywhere; who signs in from a device that has signed in before has a count of its own, so that no
 * stranger keeps them out. Only a password that was looked at and was wrong counts. How many are looked at side by side
 * is bounded too: as many may pass unseen by each other's counts.
 */
@Injectable()
export class LoginThrottle {
  private readonly device;
  private readonly pair;
  private readonly address;
  private readonly name;

  constructor(dataSource: DataSource) {
    const bound = (name: string, failures: number, minutes: number, width: number) => ({
      count: new FailureCount(dataSource, { name, failures, within: minutes * MINUTE }),
      gate: new Turnstile(width),
    });
    this.device = bound('device', 10, 15, 1);
    this.pair = bound('pair', 5, 5, 1);
    this.address = bound('address', 50, 15, 4);
    this.name = bound('name', 50, 15, 4);
  }

  /**
   * @throws UserError RATE_LIMITED, without verifying
   */
  async attempt<T extends Looked>(claim: LoginClaim, verify: () => Promise<T>): Promise<T> {
    const { name, device } = claim;
    if (device !== undefined && (await this.device.count.pauseOf(device)) === 0)
      return judged([{ ...this.device, key: device }], verify);
    const network = networkOf(claim.address);
    const checks = [
      { ...this.pair, key: `${network} ${name}` },
      { ...this.address, key: network },
      { ...this.name, key: name },
    ];
    return judged(checks, verify);
  }
}

function judged<T extends Looked>(checks: Check[], verify: () => Promise<T>): Promise<T> {
  const judge = async (): Promise<T> => {
    for (const { count, key } of checks) await count.check(key);
    const found = await verify();
    if (!found.right) for (const { count, key } of checks) await count.add(key);
    // the narrowest begins anew: who had mistyped is known now
    else await checks[0]?.count.forget(checks[0].key);
    return found;
  };
  const inside = checks.reduceRight(
    (work, { gate, key }) =>
      () =>
        gate.pass(key, work),
    judge,
  );
  return inside();
}
