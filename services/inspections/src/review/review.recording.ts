import { REVIEW_STEP_EVENTS, type ReviewEventData } from '@zhishou/messages/review-events';
import { TOPICS } from '@zhishou/messages/topics';
import type { CaseRecording } from '@zhishou/platform/process/recording';
import type { ReviewCase, ReviewStep } from '@zhishou/rules/inspection/review-case';
import { clearMarks } from '../alarm/clear-marks.js';
import { tellDueMarks } from '../alarm/tell-due-marks.js';
import { fileReview } from './file-review.js';
import type { Review } from './review.entity.js';
import { reviewSnapshot } from './review-snapshot.js';
import { REVIEWS } from './review.table.js';

/** What a step or a mark of a review brings about. */
export const REVIEW_RECORDING: CaseRecording<Review, ReviewCase, ReviewStep> = {
  table: REVIEWS,
  columns: reviewColumns,
  roundOf: () => 1,
  audited: auditedReview,
  event: {
    topic: TOPICS.inspections,
    types: REVIEW_STEP_EVENTS,
    snapshot: (review): Pick<ReviewEventData, 'review'> => ({ review: reviewSnapshot(review) }),
  },
  effects: async (manager, change) => {
    await fileReview(manager, change);
    await clearMarks(manager, change);
  },
  reached: (manager, { id, ticketId, ticketNumber, process: { clocks } }, marks, now) => {
    const about = { reviewId: id, ticketId };
    return tellDueMarks(manager, { subject: id, about, title: ticketNumber, clocks, marks, now });
  },
};

/** The columns of a review that follow from its case. */
export function reviewColumns(process: ReviewCase): Pick<Review, 'state' | 'version' | 'process'> {
  const { state, version } = process;
  return { state, version, process };
}

export function auditedReview({ ticketId, contractId, faultClosedAt, state, version, process }: Review) {
  return { ticketId, contractId, faultClosedAt, state, version, filed: process.filed };
}
