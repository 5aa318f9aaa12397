import type { DriftKind } from '@zhishou/messages/reconciliation';
import type { Drift } from './drift.js';
import { everyPage } from './pages.js';
import type { Reconciliation } from './reconciliation.js';

export interface DriftReport {
  /** cases and processes looked at, in all comparisons together */
  compared: number;
  /** `name`: by what people know the case; null where there is none */
  drift: { kind: string; what: DriftKind; caseId: string; name: string | null }[];
  /** processes that did not say how far they are */
  unanswered: number;
}

/** Everything that is apart right now; changes nothing. */
export async function readDrift({ tables, comparison, store }: Reconciliation): Promise<DriftReport> {
  const found: Drift[] = [];
  let compared = 0;
  let unanswered = 0;
  for (const table of tables) {
    const pages = [
      ...(await everyPage((after) => comparison.openCases(table, after))),
      ...(await everyPage((after) => comparison.runningProcesses(table, after))),
    ];
    for (const { drift } of pages)
      found.push(...drift.filter((one) => !found.some((other) => isSame(one, other))));
    const asked = await store.nextToCheck(table);
    for await (const { drift, failure } of comparison.versionsOf(table, asked)) {
      if (drift) found.push(drift);
      if (failure !== undefined) unanswered += 1;
    }
    compared += pages.reduce((sum, page) => sum + page.compared, asked.length);
  }
  return { compared, drift: found.map(reported), unanswered };
}

/** What the scheduled reconciliation does, once and now. @returns how much was mended */
export async function mendDrift({ reconciler }: Reconciliation): Promise<number> {
  const { compareOpenCases, compareRunningProcesses, compareVersions, settleKnownDrift } =
    reconciler.activities;
  let mended = 0;
  for (const compare of [compareOpenCases, compareRunningProcesses, compareVersions, settleKnownDrift]) {
    const pages = await everyPage((after) => compare({ after }));
    mended += pages.reduce((sum, page) => sum + page.mended, 0);
  }
  return mended;
}

const reported = ({ table, what, caseId, row }: Drift): DriftReport['drift'][number] => ({
  kind: table.kind,
  what,
  caseId,
  name: row && table.nameOf(row),
});

const isSame = (one: Drift, other: Drift): boolean =>
  one.what === other.what && one.caseId === other.caseId && one.table === other.table;
