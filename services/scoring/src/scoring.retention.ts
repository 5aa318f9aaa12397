import { type Retention, TOLD_ENDS } from '@zhishou/platform/janitor/retention';

/** As long as a try at a step is remembered: no step that was asked for before is still taken by then. */
const STEP_DAYS = 90;

export const SCORING_RETENTION: readonly Retention[] = [
  TOLD_ENDS,
  // longer than a workflow goes on trying to record the attempt
  { table: 'abandoned_attempt', since: 'abandoned_at', days: STEP_DAYS },
  // stored for a step that was refused
  { table: 'scoring', since: 'stored_at', when: 'scored_at IS NULL', days: STEP_DAYS },
];
