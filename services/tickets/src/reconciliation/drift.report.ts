import type { DriftKind } from '@zhishou/messages/reconciliation';
import type { Drift } from './drift.js';
import type { createReconciliation } from './reconciliation.js';

type Reconciliation = ReturnType<typeof createReconciliation>;

export interface DriftReport {
  /** tickets and processes looked at, in all comparisons together */
  compared: number;
  drift: { what: DriftKind; ticketId: string; number: string | null }[];
  /** processes that did not say how far they are */
  unanswered: number;
}

/** Everything that is apart right now; changes nothing. */
export async function readDrift({ comparison, store }: Reconciliation): Promise<DriftReport> {
  const found: Drift[] = [];
  const pages = [
    ...(await everyPage((after) => comparison.openTickets(after))),
    ...(await everyPage((after) => comparison.runningProcesses(after))),
  ];
  for (const { drift } of pages)
    found.push(...drift.filter((one) => !found.some((other) => isSame(one, other))));
  const asked = await store.nextToCheck();
  let unanswered = 0;
  for await (const { drift, failure } of comparison.versionsOf(asked)) {
    if (drift) found.push(drift);
    if (failure !== undefined) unanswered += 1;
  }
  return {
    compared: pages.reduce((sum, page) => sum + page.compared, asked.length),
    drift: found.map(({ what, ticketId, ticket }) => ({ what, ticketId, number: ticket?.number ?? null })),
    unanswered,
  };
}

/** What the scheduled reconciliation does, once and now. @returns how much was mended */
export async function mendDrift({ reconciler }: Reconciliation): Promise<number> {
  const { compareOpenTickets, compareRunningProcesses, compareVersions, settleKnownDrift } =
    reconciler.activities;
  let mended = 0;
  for (const compare of [compareOpenTickets, compareRunningProcesses, compareVersions, settleKnownDrift]) {
    const pages = await everyPage((after) => compare({ after }));
    mended += pages.reduce((sum, page) => sum + page.mended, 0);
  }
  return mended;
}

async function everyPage<Page extends { next: string | null }>(
  read: (after: string | null) => Promise<Page>,
): Promise<Page[]> {
  const pages = [await read(null)];
  for (let { next } = pages[0]!; next !== null; next = pages.at(-1)!.next) pages.push(await read(next));
  return pages;
}

const isSame = (one: Drift, other: Drift): boolean =>
  one.what === other.what && one.ticketId === other.ticketId;
