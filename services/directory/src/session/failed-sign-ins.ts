import { Inject, Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import { writeAudit } from '@zhishou/platform/audit/audit';
import { RefusalQuota } from '@zhishou/platform/audit/refusal-quota';
import { waitAtMost } from '@zhishou/platform/backoff';
import { currentContext } from '@zhishou/platform/context';
import { databaseNow } from '@zhishou/platform/db/clock';
import { inTransaction } from '@zhishou/platform/db/transaction';
import type { Logger } from '@zhishou/platform/log';
import { LOGGER } from '@zhishou/platform/tokens';
import { DataSource } from 'typeorm';
import { namedInAudit } from './tried-name.js';

const ACTOR = 'system:sign-in';
const ACTION = 'signInFailed';
/** How long an answer may wait for its entry. */
const PATIENCE_MS = 250;
const LOOK_FOR_SURPLUS_MS = 10_000;

/** SECOND_FACTOR: its code was wrong, and the password right. */
export type Means = 'PASSWORD' | 'SECOND_FACTOR' | 'ID_TOKEN' | 'CLIENT_SECRET';

export interface FailedSignIn {
  means: Means;
  /** what was given as the name, as it came */
  name: string;
  /** whose name it is, if anybody's */
  personId?: string;
}

/**
 * Writes failed sign-ins to the audit chain: by what means, under which name, from where; never what was sent. A
 * flood from one address writes little: what is beyond its quota is counted in one entry a minute.
 */
@Injectable()
export class FailedSignIns implements BeforeApplicationShutdown {
  private readonly quota = new RefusalQuota();
  private last: Promise<void> = Promise.resolve();
  private readonly timer = setInterval(() => this.writeSurplus(Date.now()), LOOK_FOR_SURPLUS_MS).unref();

  constructor(
    private readonly dataSource: DataSource,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Waits for the entry, but not long; never rejects: the answer is the same whether or not it can be written. */
  async note({ means, name, personId }: FailedSignIn): Promise<void> {
    const address = currentContext()?.address ?? '';
    if (!this.quota.take({ actorId: address, actorRole: '' }, means, Date.now())) return;
    const after = { means, name: namedInAudit(name, personId !== undefined) };
    await waitAtMost(PATIENCE_MS, this.write(personId ?? ACTOR, after, address));
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    this.writeSurplus(Infinity);
    await this.last;
  }

  private writeSurplus(now: number): void {
    for (const { actorId: address, counts } of this.quota.end(now))
      void this.write(ACTOR, { more: counts }, address);
  }

  // One after the other: a flood of failures must not take the connections of those who are served.
  private write(aggregateId: string, after: Record<string, unknown>, address: string): Promise<void> {
    const requestId = currentContext()?.requestId;
    this.last = this.last
      .then(() =>
        inTransaction(this.dataSource, async (manager) => {
          const at = new Date(await databaseNow(manager));
          const entry = { actorId: ACTOR, action: ACTION, aggregateId, after, address, requestId, at };
          await writeAudit(manager, entry);
        }),
      )
      .catch((error: unknown) => this.logger.error({ err: error }, 'a failed sign-in could not be recorded'));
    return this.last;
  }
}
