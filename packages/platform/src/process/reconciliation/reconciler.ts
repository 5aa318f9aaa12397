import type { ComparedPage, ReconciliationActivities } from '@zhishou/messages/reconciliation';
import { pause } from '../../backoff.js';
import type { Logger } from '../../log.js';
import { type AnyCaseTable, named } from '../case-table.js';
import type { Comparison } from './comparison.js';
import type { Compared, Drift, KnownDrift } from './drift.js';
import type { DriftStore } from './drift.store.js';
import type { Mender } from './mender.js';
import { kindsInTurn } from './pages.js';

/** Nobody waits for a check; whoever takes a step meanwhile goes first. */
const BETWEEN_CHECKS_MS = 100;

/** Compares, puts on record what has come apart, and mends what can be mended. */
export class Reconciler {
  constructor(
    private readonly tables: readonly AnyCaseTable[],
    private readonly comparison: Comparison,
    private readonly store: DriftStore,
    private readonly mender: Mender,
    private readonly log: Logger,
  ) {}

  readonly activities: ReconciliationActivities = {
    compareOpenCases: ({ after }) =>
      kindsInTurn(this.tables, after, async (table, own) =>
        this.settle(await this.comparison.openCases(table, own)),
      ),
    compareRunningProcesses: ({ after }) =>
      kindsInTurn(this.tables, after, async (table, own) =>
        this.settle(await this.comparison.runningProcesses(table, own)),
      ),
    compareVersions: ({ after }) => kindsInTurn(this.tables, after, (table) => this.compareVersions(table)),
    settleKnownDrift: ({ after }) =>
      kindsInTurn(this.tables, after, (table, own) => this.settleKnownDrift(table, own)),
  };

  /** One page of a kind a run: asking a process costs more than reading lists. */
  private async compareVersions(table: AnyCaseTable): Promise<ComparedPage> {
    const cases = await this.store.nextToCheck(table);
    const drift: Drift[] = [];
    for await (const { caseId, agreed, ...found } of this.comparison.versionsOf(table, cases)) {
      await this.store.noteCheck(caseId, agreed);
      await pause(BETWEEN_CHECKS_MS);
      if (found.drift) drift.push(found.drift);
      if (found.failure)
        this.log.warn(
          { err: found.failure, ...named(table.kind, caseId) },
          'a process does not say how far it is',
        );
    }
    return this.settle({ compared: cases.length, drift, next: null });
  }

  private async settleKnownDrift(table: AnyCaseTable, after: string | null): Promise<ComparedPage> {
    const { page, next } = await this.store.standing(table, after);
    for (const known of page) {
      if (!(await this.stands(known))) await this.store.end(known);
    }
    return { compared: page.length, found: 0, mended: 0, next };
  }

  private async settle({ compared, drift, next }: Compared): Promise<ComparedPage> {
    let mended = 0;
    for (const found of drift) {
      if (await this.store.add(found))
        this.log.error(aboutOf(found), 'a case and its process have come apart');
      if (await this.mend(found)) mended += 1;
    }
    return { compared, found: drift.length, mended, next };
  }

  private async mend(drift: Drift): Promise<boolean> {
    const about = aboutOf(drift);
    try {
      const by = await this.mender.mend(drift);
      if (by === null) return false;
      await this.store.end(drift, by);
      this.log.info({ ...about, by }, 'a case and its process go together again');
      return true;
    } catch (error) {
      this.log.warn({ err: error, ...about }, 'could not be mended yet');
      return false;
    }
  }

  private async stands({ table, what, caseId }: KnownDrift): Promise<boolean> {
    if (what !== 'BEHIND' && what !== 'AHEAD') {
      return (await this.comparison.presence(table, caseId))?.what === what;
    }
    const { drift, failure } = await this.comparison.versions(table, caseId);
    return drift?.what === what || failure !== undefined;
  }
}

const aboutOf = ({ table, what, caseId }: KnownDrift) => ({ what, ...named(table.kind, caseId) });
