import type { MeasureSide } from '@zhishou/rules/inspection/measure-case';
import type { MeasureAction, MeasureState } from '@zhishou/rules/inspection/measure-life';
import type { ReviewAction, ReviewState } from '@zhishou/rules/inspection/review-life';
import type { Day } from '@zhishou/rules/month';
import type { Role } from '@zhishou/rules/role';

/** A closed major fault asks for a review, once. */
export const REVIEW_ASKED = 'inspection.review-asked';
/** With the review, or later. */
export const MEASURE_ADDED = 'inspection.measure-added';

export const REVIEW_STEP_EVENTS: Record<ReviewAction, string> = {
  fileMajorFaultReview: 'inspection.review-filed',
};

export const MEASURE_STEP_EVENTS: Record<MeasureAction, string> = {
  completeMeasure: 'inspection.measure-completed',
  verifyMeasure: 'inspection.measure-verified',
  dropMeasure: 'inspection.measure-dropped',
};

/** The review after the event. Instants are ISO 8601 UTC. */
export interface ReviewSnapshot {
  id: string;
  ticketId: string;
  contractId: string;
  state: ReviewState;
  faultClosedAt: string;
  dueAt: string;
}

export interface ReviewEventData {
  review: ReviewSnapshot;
  /** what the step itself said; absent where nobody took one */
  step?: Record<string, unknown>;
  by?: { id: string; role: Role };
}

/** The measure after the event. */
export interface MeasureSnapshot {
  id: string;
  reviewId: string;
  responsibleId: string;
  side: MeasureSide;
  dueOn: Day;
  state: MeasureState;
  round: number;
}

export interface MeasureEventData {
  measure: MeasureSnapshot;
  step?: Record<string, unknown>;
  by?: { id: string; role: Role };
}
