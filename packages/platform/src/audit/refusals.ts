import { Inject, Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Caller } from '../auth/caller.js';
import { waitAtMost } from '../backoff.js';
import { aside } from '../context.js';
import { databaseNow } from '../db/clock.js';
import { inTransaction } from '../db/transaction.js';
import { UserError } from '../errors.js';
import type { Logger } from '../log.js';
import { LOGGER } from '../tokens.js';
import { type AuditEntry, writeAudit } from './audit.js';
import { RefusalQuota, type Surplus } from './refusal-quota.js';

/** How long an answer may wait for its entry. */
const PATIENCE_MS = 250;
const LOOK_FOR_SURPLUS_MS = 10_000;
const REFUSED = 'refused';
const REFUSALS = ['FORBIDDEN', 'NDA_REQUIRED', 'TOTP_REQUIRED'] as const;

/** A right that somebody asked for and does not have. */
export interface Refusal {
  code: RefusalCode;
  /** `Type.field` of the schema, or `GET /path/:id` */
  asked: string;
  caller: Pick<Caller, 'personId' | 'role'>;
  /** default: those of the request being served */
  address?: string;
  requestId?: string;
}

export type RefusalCode = (typeof REFUSALS)[number];

/** Which right an error refuses; undefined for any other error. */
export function refusalCodeOf(error: unknown): RefusalCode | undefined {
  return error instanceof UserError ? REFUSALS.find((code) => code === error.code) : undefined;
}

/**
 * Writes refused rights to the audit chain: who, from where, in which request, what was asked; never what was sent with
 * it. A flood of them writes little: see {@link RefusalQuota}.
 */
@Injectable()
export class RefusalAudit implements BeforeApplicationShutdown {
  private readonly quota = new RefusalQuota();
  private last: Promise<void> = Promise.resolve();
  private readonly timer = setInterval(() => this.writeSurplus(Date.now()), LOOK_FOR_SURPLUS_MS).unref();

  constructor(
    private readonly dataSource: DataSource,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Waits for the entry, but not long; never rejects: a refusal is answered whether or not it can be written. */
  async note({ code, asked, caller, address, requestId }: Refusal): Promise<void> {
    const actor = { actorId: caller.personId, actorRole: caller.role };
    if (!this.quota.take(actor, code, Date.now())) return;
    const entry = { ...actor, action: REFUSED, aggregateId: asked, after: { code }, address, requestId };
    await waitAtMost(PATIENCE_MS, this.write(entry));
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    this.writeSurplus(Infinity);
    await this.last;
  }

  private writeSurplus(now: number): void {
    for (const { counts, ...actor } of this.quota.end(now)) void this.write(surplusEntry(actor, counts));
  }

  // One after the other: a flood of refusals must not take the connections of those who are served.
  private write(entry: Omit<AuditEntry, 'at'>): Promise<void> {
    this.last = this.last.then(async () => {
      try {
        const write = async (manager: EntityManager) =>
          writeAudit(manager, { ...entry, at: new Date(await databaseNow(manager)) });
        await aside(() => inTransaction(this.dataSource, write));
      } catch (error) {
        const { actorId, aggregateId: asked, requestId } = entry;
        this.logger.error({ err: error, actorId, asked, requestId }, 'a refused right could not be audited');
      }
    });
    return this.last;
  }
}

const surplusEntry = (actor: Omit<Surplus, 'counts'>, counts: Surplus['counts']) => ({
  ...actor,
  action: REFUSED,
  aggregateId: 'further refusals',
  after: { counts },
});
