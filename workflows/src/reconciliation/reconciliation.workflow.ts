import { patched, proxyActivities } from '@temporalio/workflow';
import type {
  ComparedPage,
  PageRequest,
  ReconciliationActivities,
  ReconciliationResult,
} from '@zhishou/messages/reconciliation';

/** `compareOpenTickets`: of a run from when tickets were the only cases, whose worker has gone since. */
type Activities = ReconciliationActivities & {
  compareOpenTickets: ReconciliationActivities['compareOpenCases'];
};

/** Given up before the next one is due: that one begins anew. */
const activities = proxyActivities<Activities>({
  startToCloseTimeout: '1m',
  scheduleToCloseTimeout: '4m',
  retry: { initialInterval: '1s', maximumInterval: '15s' },
});

/** Compares the cases on record with the processes that run, page by page, and mends what can be mended. */
export async function reconcile(): Promise<ReconciliationResult> {
  const result: ReconciliationResult = { compared: 0, found: 0, mended: 0 };
  const { compareOpenCases, compareOpenTickets } = activities;
  // what no worker does any more is given up in its time, where a run that does not go on at all would stop all others
  await everyPage(patched('cases') ? compareOpenCases : compareOpenTickets, result);
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
