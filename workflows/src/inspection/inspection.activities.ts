import { proxyActivities } from '@temporalio/workflow';
import type { InspectionActivities } from '@zhishou/messages/inspection';

/** Tried until they succeed: what they bring about is owed. */
export const activities = proxyActivities<InspectionActivities>({
  startToCloseTimeout: '1m',
  retry: { initialInterval: '1s', maximumInterval: '1m' },
});
