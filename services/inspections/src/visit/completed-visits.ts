import { isCompleted } from '@zhishou/rules/inspection/visit-case';
import type { Cycle } from '../cycle/cycle.entity.js';
import type { Visit } from './visit.entity.js';

/** Those completed by the end of the month, also of one that was told only afterwards that it had ended early. */
export const completedVisits = <V extends Pick<Visit, 'process'>>(
  { process: { to } }: Pick<Cycle, 'process'>,
  visits: readonly V[],
): V[] => visits.filter(({ process: { rounds } }) => isCompleted({ rounds, to }));
