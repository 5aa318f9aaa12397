import { type DataSource, In } from 'typeorm';
import { databaseNow } from '../../db/clock.js';
import type { AnyCaseTable } from '../case-table.js';
import {
  type AnyRow,
  carriedUntil,
  type Compared,
  type Drift,
  longAgo,
  namesOf,
  noCase,
  settled,
  SETTLED_AFTER_MS,
} from './drift.js';
import type { RunningProcesses } from './running-processes.js';

const PAGE = 100;
/** A worker that is away answers for none of its processes. */
const MOST_UNANSWERED = 3;

/** How far a case and its process agree. */
export interface Versions {
  caseId: string;
  /** how many steps both know of; null when they differ, or when there is nothing to compare */
  agreed: number | null;
  drift: Drift | null;
  /** why the process did not say how far it is */
  failure?: unknown;
}

/**
 * Compares the cases on record with the processes that run; changes nothing. The lists of both sides, cheap and a
 * little old, give suspects; a suspect is drift when a second look, at the two themselves, says so too.
 */
export class Comparison {
  constructor(
    private readonly db: DataSource,
    private readonly processes: RunningProcesses,
  ) {}

  /** Cases that must have a process, in the order of their ids. @param after id of the last one of the page before */
  async openCases(table: AnyCaseTable, after: string | null): Promise<Compared> {
    const rows = await this.rows(table)
      .where(table.carriedNow)
      .andWhere(longAgo(namesOf(this.db, table).since))
      .andWhere(`${table.kind}.id > :after`, { after: after ?? '' })
      .orderBy(`${table.kind}.id`)
      .take(PAGE)
      .getMany();
    const running = await this.processes.among(rows.map((row) => table.workflowOf(row).id));
    const isFine = (row: AnyRow): boolean =>
      running.has(table.workflowOf(row).id) && row.processStartedAt !== null;
    const suspects = rows.filter((row) => !isFine(row)).map(({ id }) => id);
    const next = rows.length === PAGE ? rows[PAGE - 1]!.id : null;
    return { compared: rows.length, drift: await this.driftAmong(table, suspects), next };
  }

  /** Processes that must have an open case. @param after where Temporal's list goes on */
  async runningProcesses(table: AnyCaseTable, after: string | null): Promise<Compared> {
    const { ids, next } = await this.processes.page(table.workflowTypes, PAGE, after);
    const caseIds = ids.map((id) => table.caseOf(id));
    const rows = await this.rows(table)
      .where({ id: In(caseIds) })
      .getMany();
    const now = await databaseNow(this.db.manager);
    const fine = new Set(rows.filter((row) => carriedUntil(table, row) > now).map(({ id }) => id));
    const suspects = caseIds.filter((id) => !fine.has(id));
    return { compared: ids.length, drift: await this.driftAmong(table, suspects), next };
  }

  /** Whether there is a process where there must be one, and only there: asked of the two themselves. */
  async presence(table: AnyCaseTable, caseId: string): Promise<Drift | null> {
    const before = await this.find(table, caseId);
    if (!before) {
      const runs = (await this.processes.among(table.workflowIdsOf(caseId))).size > 0;
      return runs ? { table, what: noCase(table.kind), caseId, row: null } : null;
    }
    const isRunning = await this.processes.isRunning(table.workflowOf(before).id);
    // read again: a process ends only after its case is over, so a case still open by now has lost it
    const row = (await this.find(table, caseId)) ?? before;
    const sinceEnd = (await databaseNow(this.db.manager)) - carriedUntil(table, row);
    if (!isRunning) return sinceEnd < 0 ? { table, what: 'NOT_RUNNING', caseId, row } : null;
    if (sinceEnd > SETTLED_AFTER_MS) return { table, what: 'STILL_RUNNING', caseId, row };
    return row.processStartedAt === null ? { table, what: 'NOT_NOTED', caseId, row } : null;
  }

  /** Whether these cases and their processes know of the same steps. Gives up when none answers. */
  async *versionsOf(table: AnyCaseTable, caseIds: string[]): AsyncGenerator<Versions> {
    let unanswered = 0;
    for (const caseId of caseIds) {
      const versions = await this.versions(table, caseId);
      unanswered = versions.failure === undefined ? 0 : unanswered + 1;
      yield versions;
      if (unanswered === MOST_UNANSWERED) return;
    }
  }

  /** A case in motion is left for the next time. */
  async versions(table: AnyCaseTable, caseId: string): Promise<Versions> {
    const nothing = { caseId, agreed: null, drift: null };
    const before = await this.find(table, caseId);
    if (!before || !(await this.isCarried(table, before))) return nothing;
    const workflowId = table.workflowOf(before).id;
    if (!(await this.processes.isRunning(workflowId))) return nothing;
    let known: number;
    try {
      known = await this.processes.versionOf(workflowId);
    } catch (failure) {
      return { ...nothing, failure };
    }
    if (known === before.version) return { caseId, agreed: known, drift: null };
    const row = await this.rows(table).where({ id: caseId }).andWhere(settled(this.db, table)).getOne();
    if (!row) return nothing;
    if (known === row.version) return { caseId, agreed: known, drift: null };
    const what = known < row.version ? 'BEHIND' : 'AHEAD';
    return { caseId, agreed: null, drift: { table, what, caseId, row } };
  }

  private async driftAmong(table: AnyCaseTable, suspects: string[]): Promise<Drift[]> {
    const found: Drift[] = [];
    for (const id of suspects) {
      const drift = await this.presence(table, id);
      if (drift) found.push(drift);
    }
    return found;
  }

  private async isCarried(table: AnyCaseTable, row: AnyRow): Promise<boolean> {
    const until = carriedUntil(table, row);
    return until === Infinity || (await databaseNow(this.db.manager)) < until;
  }

  private find({ entity }: AnyCaseTable, id: string): Promise<AnyRow | null> {
    return this.db.getRepository(entity).findOneBy({ id });
  }

  private rows({ entity, kind }: AnyCaseTable) {
    return this.db.getRepository(entity).createQueryBuilder(kind);
  }
}
