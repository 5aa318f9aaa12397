import { proxyActivities } from '@temporalio/workflow';
import type {
  ComparedPage,
  PageRequest,
  ReconciliationActivities,
  ReconciliationResult,
} from '@zhishou/messages/reconciliation';

/** Given up before the next one is due: that one begins anew. */
const activities = proxyActivities<ReconciliationActivities>({
  startToCloseTimeout: '1m',
  scheduleToCloseTimeout: '4m',
  retry: { initialInterval: '1s', maximumInterval: '15s' },
});

/** Compares the tickets on record with the processes that run, page by page, and mends what can be mended. */
export async function reconcileTickets(): Promise<ReconciliationResult> {
  const result: ReconciliationResult = { compared: 0, found: 0, mended: 0 };
  await everyPage(activities.compareOpenTickets, result);
  await everyPage(activities.compareRunningProcesses, result);
  await everyPage(activities.compareVersions, result);
  await everyPage(activities.settleKnownDrift, result);
  return result;
}

async function everyPage(
  compare: (page: PageRequest) => Promise<ComparedPage>,
  result: ReconciliationResult,
): Promise<void> {
  let after: string | null = null;
  do {
    const page: ComparedPage = await compare({ after });
    result.compared += page.compared;
    result.found += page.found;
    result.mended += page.mended;
    after = page.next;
  } while (after !== null);
}
