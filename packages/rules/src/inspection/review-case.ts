import type { ClockLedger } from '../clock.js';
import type { Contract } from '../contract/contract.types.js';
import { addDays, dayOf } from '../month.js';
import { dueOn, openDueClock } from './due-clock.js';
import type { ReviewClock, ReviewState } from './review-life.js';

/** What of the contract a review and its measures go by. */
export interface ReviewRules {
  contractVersion: string;
  /** so many days before a measure is due is it recalled; 0: never */
  measureRemindDays: number;
}

/** All that the process knows of the review of a major fault. Instants in ms. */
export interface ReviewCase {
  reviewId: string;
  state: ReviewState;
  /** number of steps taken */
  version: number;
  /** what was filed; it is stored elsewhere */
  filed: { reportId: string; hash: string; at: number } | null;
  clocks: ClockLedger<ReviewClock>[];
  rules: ReviewRules;
}

export interface ReviewStep {
  action: 'fileMajorFaultReview';
  reportId: string;
  hash: string;
}

/**
 * A closed major fault asks for a review: due so many days after the day on which it asks (ms). That is the day of the
 * closing, but for one that is learned of later: nobody is late with what nobody has asked for.
 */
export const openReview = (
  reviewId: string,
  { version, reviews }: Pick<Contract, 'version' | 'reviews'>,
  askedAt: number,
): ReviewCase => ({
  reviewId,
  state: 'ASKED',
  version: 0,
  filed: null,
  clocks: [
    openDueClock('REVIEW', dueOn(addDays(dayOf(askedAt), reviews.dueDays), reviews.remindDays), askedAt),
  ],
  rules: { contractVersion: version, measureRemindDays: reviews.measureRemindDays },
});
