import type { ComparedPage, ReconciliationActivities } from '@zhishou/messages/reconciliation';
import { pause } from '@zhishou/platform/backoff';
import type { Logger } from '@zhishou/platform/log';
import type { Comparison } from './comparison.js';
import type { Compared, Drift } from './drift.js';
import type { DriftStore } from './drift.store.js';
import type { Mender } from './mender.js';

/** Nobody waits for a check; whoever takes a step meanwhile goes first. */
const BETWEEN_CHECKS_MS = 100;

/** Compares, puts on record what has come apart, and mends what can be mended. */
export class Reconciler {
  constructor(
    private readonly comparison: Comparison,
    private readonly store: DriftStore,
    private readonly mender: Mender,
    private readonly log: Logger,
  ) {}

  readonly activities: ReconciliationActivities = {
    compareOpenTickets: async ({ after }) => this.settle(await this.comparison.openTickets(after)),
    compareRunningProcesses: async ({ after }) => this.settle(await this.comparison.runningProcesses(after)),
    compareVersions: () => this.compareVersions(),
    settleKnownDrift: ({ after }) => this.settleKnownDrift(after),
  };

  /** One page a run: asking a process costs more than reading lists. */
  private async compareVersions(): Promise<ComparedPage> {
    const tickets = await this.store.nextToCheck();
    const drift: Drift[] = [];
    for await (const { ticketId, agreed, ...found } of this.comparison.versionsOf(tickets)) {
      await this.store.noteCheck(ticketId, agreed);
      await pause(BETWEEN_CHECKS_MS);
      if (found.drift) drift.push(found.drift);
      if (found.failure)
        this.log.warn({ err: found.failure, ticketId }, 'a process does not say how far it is');
    }
    return this.settle({ compared: tickets.length, drift, next: null });
  }

  private async settleKnownDrift(after: string | null): Promise<ComparedPage> {
    const { page, next } = await this.store.standing(after);
    for (const known of page) {
      if (!(await this.stands(known))) await this.store.end(known);
    }
    return { compared: page.length, found: 0, mended: 0, next };
  }

  private async settle({ compared, drift, next }: Compared): Promise<ComparedPage> {
    let mended = 0;
    for (const found of drift) {
      await this.report(found);
      if (await this.mend(found)) mended += 1;
    }
    return { compared, found: drift.length, mended, next };
  }

  private async report({ what, ticketId }: Drift): Promise<void> {
    if (await this.store.add({ what, ticketId })) {
      this.log.error({ what, ticketId }, 'a ticket and its process have come apart');
    }
  }

  private async mend(drift: Drift): Promise<boolean> {
    const { what, ticketId } = drift;
    try {
      const by = await this.mender.mend(drift);
      if (by === null) return false;
      await this.store.end(drift, by);
      this.log.info({ what, ticketId, by }, 'a ticket and its process go together again');
      return true;
    } catch (error) {
      this.log.warn({ err: error, what, ticketId }, 'could not be mended yet');
      return false;
    }
  }

  private async stands({ what, ticketId }: Pick<Drift, 'what' | 'ticketId'>): Promise<boolean> {
    if (what !== 'BEHIND' && what !== 'AHEAD') {
      return (await this.comparison.presence(ticketId))?.what === what;
    }
    const { drift, failure } = await this.comparison.versions(ticketId);
    return drift?.what === what || failure !== undefined;
  }
}
