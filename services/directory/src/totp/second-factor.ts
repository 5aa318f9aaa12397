import { Inject, Injectable } from '@nestjs/common';
import { databaseNow } from '@zhishou/platform/db/clock';
import type { Logger } from '@zhishou/platform/log';
import { LOGGER } from '@zhishou/platform/tokens';
import { IsNull, Not } from 'typeorm';
import type { EntityManager } from 'typeorm';
import { DIRECTORY_SETTINGS } from '../directory.env.js';
import type { DirectorySettings } from '../directory.env.js';
import { KeyEncryption } from '../key/key-encryption.js';
import type { Person } from '../person/person.entity.js';
import { stepOfCode } from './one-time-code.js';
import { hashOfRecoveryCode, plainCode } from './recovery-code.js';
import { RecoveryCode, Totp } from './totp.entity.js';

/** By what the second factor was shown. */
export type Factor = 'TOTP' | 'RECOVERY_CODE';

/** Who has a second factor, who needs one, and whether a code is good. */
@Injectable()
export class SecondFactor {
  private readonly encryption: KeyEncryption;

  constructor(
    @Inject(DIRECTORY_SETTINGS) private readonly settings: DirectorySettings,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.encryption = new KeyEncryption(settings.keySecret);
  }

  isRequiredOf({ role }: Pick<Person, 'role'>): boolean {
    return this.settings.totpRequiredRoles.includes(role);
  }

  isActive(manager: EntityManager, personId: string): Promise<boolean> {
    return manager.existsBy(Totp, { personId, secret: Not(IsNull()) });
  }

  /** Whether a sign-in of this person leads to nothing but setting up the factor. */
  async mustEnrol(manager: EntityManager, person: Person, session: { outside: boolean }): Promise<boolean> {
    if (session.outside || !this.isRequiredOf(person)) return false;
    return !(await this.isActive(manager, person.id));
  }

  /**
   * Uses up a code of the factor in force: no code is good twice, nor one before it, however many are sent at once.
   * Locks the person's factor; undefined: it is no good, or there is no factor.
   */
  async use(manager: EntityManager, personId: string, text: string): Promise<Factor | undefined> {
    const lock = { mode: 'pessimistic_write' as const };
    const totp = await manager.findOne(Totp, { where: { personId }, lock });
    if (!totp?.secret) return undefined;
    const code = plainCode(text);
    const now = await databaseNow(manager);
    const step = this.stepOf(totp.secret, personId, code, now);
    if (step !== undefined && step > (totp.lastStep ?? -1)) {
      await manager.update(Totp, { personId }, { lastStep: step });
      return 'TOTP';
    }
    const unused = { personId, hash: hashOfRecoveryCode(code), usedAt: IsNull() };
    const { affected } = await manager.update(RecoveryCode, unused, { usedAt: new Date(now) });
    return affected === 1 ? 'RECOVERY_CODE' : undefined;
  }

  /** The stored form of a person's secret. */
  close(secret: string, personId: string): string {
    return this.encryption.encrypt(secret, nameOf(personId));
  }

  /** The time step of a code by a stored secret; undefined where it is no good. */
  stepOf(stored: string, personId: string, code: string, now: number): number | undefined {
    try {
      return stepOfCode(this.encryption.decrypt(stored, nameOf(personId)), plainCode(code), now);
    } catch {
      const says =
        'a second factor does not open with this KEY_ENCRYPTION_SECRET; only its recovery codes are good';
      this.logger.error({ personId }, says);
      return undefined;
    }
  }
}

const nameOf = (personId: string) => `totp of ${personId}`;
