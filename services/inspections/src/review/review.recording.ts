import { REVIEW_STEP_EVENTS, type ReviewEventData } from '@zhishou/messages/review-events';
import { TOPICS } from '@zhishou/messages/topics';
import type { CaseRecording } from '@zhishou/platform/process/recording';
import type { ReviewCase, ReviewStep } from '@zhishou/rules/inspection/review-case';
import { type Dates, followDates, tellDates } from '../alarm/dates.js';
import { fileReview } from './file-review.js';
import type { Review } from './review.entity.js';
import { reviewSnapshot } from './review-snapshot.js';
import { REVIEWS } from './review.table.js';

/** The day by which it is owed. */
export const REVIEW_DATES: Dates<Review> = {
  words: { REVIEW: 'REVIEW' },
  told: (_manager, { id, ticketId, ticketNumber }) =>
    Promise.resolve({ about: { reviewId: id, ticketId }, title: ticketNumber }),
};

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
    await followDates(manager, REVIEW_DATES, change);
  },
  reached: (manager, review, marks, now) => tellDates(manager, REVIEW_DATES, review, marks, now),
};

/** The columns of a review that follow from its case. */
export function reviewColumns(process: ReviewCase): Pick<Review, 'state' | 'version' | 'process'> {
  const { state, version } = process;
  return { state, version, process };
}

export function auditedReview({ ticketId, contractId, faultClosedAt, state, version, process }: Review) {
  return { ticketId, contractId, faultClosedAt, state, version, filed: process.filed };
}
