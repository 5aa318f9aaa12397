import { TOLD_ENDS } from '@zhishou/platform/janitor/retention';
import type { Retention } from '@zhishou/platform/janitor/retention';

export const INSPECTIONS_RETENTION: readonly Retention[] = [
  TOLD_ENDS,
  // longer than a workflow goes on trying to record the attempt
  { table: 'abandoned_attempt', since: 'abandoned_at', days: 90 },
];
