import { TOLD_ENDS } from '@zhishou/platform/janitor/retention';
import type { Retention } from '@zhishou/platform/janitor/retention';

/** As long as a try at a step is remembered: no step that was asked for before is still taken by then. */
const STEP_DAYS = 90;

/**
 * Stored for a step that was refused. The step that names it files it in its own transaction (`fileStored`), so that
 * nothing that was ever named meets the condition.
 */
const REFUSED: readonly Retention[] = [
  { table: 'plan', since: 'at', when: 'no IS NULL', days: STEP_DAYS },
  { table: 'record', since: 'arrived_at', when: 'round IS NULL', days: STEP_DAYS },
  { table: 'joint_test', since: 'stored_at', when: 'recorded_at IS NULL', days: STEP_DAYS },
  { table: 'monthly_call', since: 'stored_at', when: 'recorded_at IS NULL', days: STEP_DAYS },
  { table: 'summary', since: 'stored_at', when: 'submitted_at IS NULL', days: STEP_DAYS },
  { table: 'review_report', since: 'stored_at', when: 'filed_at IS NULL', days: STEP_DAYS },
];

export const INSPECTIONS_RETENTION: readonly Retention[] = [
  TOLD_ENDS,
  // longer than a workflow goes on trying to record the attempt
  { table: 'abandoned_attempt', since: 'abandoned_at', days: STEP_DAYS },
  ...REFUSED,
];
