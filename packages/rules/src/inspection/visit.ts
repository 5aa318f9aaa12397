import type { Life } from '../life.js';
import { lastArrival, type VisitCase, type VisitStep } from './visit-case.js';
import { isVisitFinal, visitRefusal } from './visit-permission.js';
import { applyVisitStep } from './visit-step.js';

/** The life of a visit, for whatever carries cases of any kind. A breach of its clock: not completed in its month. */
export const VISIT: Life<VisitCase, VisitStep> = {
  idOf: ({ visitId }) => visitId,
  apply: applyVisitStep,
  refusal: visitRefusal,
  clocks: ({ clocks }) => clocks,
  isFinal: isVisitFinal,
  openUntil: () => null,
};

/** The step the system takes by itself, and the first instant (ms) at which it may; null: none is to come. */
export const nextVisitStep = (visit: VisitCase): { step: VisitStep; at: number } | null =>
  (visit.state === 'PLANNED' || visit.state === 'REJECTED') && !isVisitFinal(visit)
    ? { step: { action: 'endMonth' }, at: lastArrival(visit) + 1 }
    : null;
