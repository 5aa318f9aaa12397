import type { FieldProblem } from '@zhishou/platform/errors';
import type { PlannedVisit } from '@zhishou/rules/inspection/visit-plan';
import type { Visit } from '../visit/visit.entity.js';
import { isSameVisit } from './planned-visit.js';

const RECORDED = ['RECORDED', 'SIGNED'];

/** Why a version of the plan does not go with the visits that were made already, by field: they stay as they are. */
export function recordedVisitProblems(
  visits: readonly Visit[],
  planned: readonly PlannedVisit[],
): FieldProblem[] {
  const places = new Map(planned.map(({ id }, index) => [id, index]));
  return visits
    .filter(({ state }) => RECORDED.includes(state))
    .flatMap((visit): FieldProblem[] => {
      const index = places.get(visit.id);
      if (index === undefined)
        return [{ path: 'visits', message: `leave out the visit of ${visit.date}, which was made already` }];
      if (isSameVisit(planned[index]!, visit)) return [];
      return [{ path: `visits.${index}`, message: 'was made already and stays as it is' }];
    });
}
