import type { Retention } from '@zhishou/platform/janitor/retention';

/** What could not be delivered stays until an operator has it delivered. */
export const NOTIFIER_RETENTION: readonly Retention[] = [
  { table: 'delivery', since: 'ended_at', when: `state = 'DELIVERED'`, days: 90 },
];
