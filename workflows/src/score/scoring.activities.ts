import { proxyActivities } from '@temporalio/workflow';
import type { ScoringActivities } from '@zhishou/messages/scoring';

/** Tried until they succeed: what they bring about is owed. They tell that they live while they work. */
export const activities = proxyActivities<ScoringActivities>({
  startToCloseTimeout: '10m',
  heartbeatTimeout: '10s',
  retry: { initialInterval: '1s', maximumInterval: '1m' },
});
