import type { DataSource, EntityManager } from 'typeorm';
import { waitAtMost } from '../backoff.js';
import { aside } from '../context.js';
import { databaseNow } from '../db/clock.js';
import { inTransaction } from '../db/transaction.js';
import type { Logger } from '../log.js';
import { type AuditEntry, writeAudit } from './audit.js';
import { AuditQuota, type Surplus } from './audit-quota.js';

/** How long an answer may wait for its entry. */
const PATIENCE_MS = 250;
const LOOK_FOR_SURPLUS_MS = 10_000;

type NewEntry = Omit<AuditEntry, 'at'>;

export interface BoundedAuditOptions {
  dataSource: DataSource;
  logger: Logger;
  /** the entry for what one actor caused beyond the quota */
  surplusEntry: (surplus: Surplus) => NewEntry;
  /** what the log says of an entry that could not be written */
  problem: string;
}

/**
 * Writes to the audit chain what anybody can cause as often as he likes: little of it an actor and minute, see
 * {@link AuditQuota}, and what is beyond that is counted in one entry.
 */
export class BoundedAudit {
  private readonly quota = new AuditQuota();
  private last: Promise<void> = Promise.resolve();
  private readonly timer = setInterval(() => this.writeSurplus(Date.now()), LOOK_FOR_SURPLUS_MS).unref();

  constructor(private readonly options: BoundedAuditOptions) {}

  /** Waits for the entry, but not long; never rejects: the answer is the same whether or not it can be written. */
  async note(actor: Pick<Surplus, 'actorId' | 'actorRole'>, kind: string, entry: NewEntry): Promise<void> {
    if (this.quota.take(actor, kind, Date.now())) await waitAtMost(PATIENCE_MS, this.write(entry));
  }

  /** Writes what is still to be written. */
  async end(): Promise<void> {
    clearInterval(this.timer);
    this.writeSurplus(Infinity);
    await this.last;
  }

  private writeSurplus(now: number): void {
    for (const surplus of this.quota.end(now)) void this.write(this.options.surplusEntry(surplus));
  }

  // One after the other: a flood must not take the connections of those who are served.
  private write(entry: NewEntry): Promise<void> {
    const { dataSource, logger, problem } = this.options;
    const writeEntry = async (manager: EntityManager) =>
      writeAudit(manager, { ...entry, at: new Date(await databaseNow(manager)) });
    this.last = this.last
      .then(() => aside(() => inTransaction(dataSource, writeEntry)))
      .then(
        () => undefined,
        (error: unknown) => {
          const { actorId, action, aggregateId, requestId } = entry;
          logger.error({ err: error, actorId, action, about: aggregateId, requestId }, problem);
        },
      );
    return this.last;
  }
}
