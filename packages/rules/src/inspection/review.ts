import { meetClock } from '../clock.js';
import type { Life } from '../life.js';
import { actionsBy, type Permission, refusalBy } from '../permission.js';
import type { Person } from '../role.js';
import type { ReviewCase, ReviewStep } from './review-case.js';
import { mayAddMeasure, REVIEW_LIFE } from './review-life.js';

const PERMISSION: Permission<ReviewCase, ReviewStep, 'any'> = {
  name: 'The review',
  table: REVIEW_LIFE,
  isWithinReach: () => true,
  isOver: ({ state }) => state === 'FILED',
  obstacle: () => null,
};

/** The life of the review of a major fault, for whatever carries cases of any kind. It is filed once. */
export const REVIEW: Life<ReviewCase, ReviewStep> = {
  idOf: ({ reviewId }) => reviewId,
  apply: (review, { reportId, hash }, at) => ({
    ...review,
    state: 'FILED',
    version: review.version + 1,
    filed: { reportId, hash, at },
    clocks: review.clocks.map((clock) => meetClock(clock, at)),
  }),
  refusal: (review, step, person, now) => refusalBy(PERMISSION, review, step, person, now),
  clocks: ({ clocks }) => clocks,
  isFinal: ({ state }) => state === 'FILED',
  openUntil: () => null,
};

/** What this person may do with the review as it stands at `now` (ms): names of mutations. */
export const reviewActions = (review: ReviewCase, person: Person, now: number): string[] => [
  ...actionsBy(PERMISSION, review, person, now),
  ...(mayAddMeasure(review.state, person.role) ? ['addMeasure'] : []),
];
