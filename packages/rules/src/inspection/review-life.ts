/** The life of the review of a major fault as data (domain §11; contract 三、1(5): 总结经验，制定防范措施). */

import { type LifeRule, rolesOf } from '../life.js';
import { DECIDERS, type Role } from '../role.js';

export type ReviewState = 'ASKED' | 'FILED';

export type ReviewClock = 'REVIEW';

export const REVIEW_LIFE = {
  fileMajorFaultReview: { from: ['ASKED'], by: DECIDERS },
} as const satisfies Record<string, LifeRule<ReviewState>>;

/** What follows a review without being a step of it: each measure is a case of its own. */
const AFTERWARDS = {
  addMeasure: { from: ['FILED'], by: DECIDERS },
} as const satisfies Record<string, LifeRule<ReviewState>>;

export type ReviewAction = keyof typeof REVIEW_LIFE;

/** The roles that may ever do this with some review. */
export const reviewRolesFor = (action: ReviewAction | keyof typeof AFTERWARDS): Role[] =>
  rolesOf({ ...REVIEW_LIFE, ...AFTERWARDS }[action]);

/** Whether a person of this role may add a measure to a review in this state. */
export const mayAddMeasure = (state: ReviewState, role: Role): boolean => {
  const { from, by }: LifeRule<ReviewState> = AFTERWARDS.addMeasure;
  return from.includes(state) && by[role] !== undefined;
};
