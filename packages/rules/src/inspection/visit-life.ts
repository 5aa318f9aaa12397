/** The life of one visit as data (domain §5.3–4; contract 一、3(3)3, 附件一 1). */

import { type LifeRule, rolesOf } from '../life.js';
import { DECIDERS, type Role, SYSTEM } from '../role.js';

export type VisitState = 'PLANNED' | 'RECORDED' | 'REJECTED' | 'SIGNED' | 'CANCELLED';

export type VisitClock = 'VISIT';

/** All visits, or those the plan gives to the person. */
export type VisitReach = 'any' | 'assigned';

export const VISIT_LIFE = {
  recordVisit: { from: ['PLANNED', 'REJECTED'], by: { PROVIDER_ENGINEER: 'assigned' } },
  reviewVisit: { from: ['RECORDED'], by: DECIDERS },
  replanVisit: { from: ['PLANNED', 'REJECTED'], by: SYSTEM },
  cancelVisit: { from: ['PLANNED'], by: SYSTEM },
  endMonth: { from: ['PLANNED', 'REJECTED'], by: SYSTEM },
  endEarly: { from: ['PLANNED', 'RECORDED', 'REJECTED'], by: SYSTEM },
} as const satisfies Record<string, LifeRule<VisitState, VisitReach>>;

export type VisitAction = keyof typeof VISIT_LIFE;
export const VISIT_ACTIONS = Object.keys(VISIT_LIFE) as VisitAction[];

/** The roles that may ever take this step of some visit. */
export const visitRolesFor = (action: VisitAction): Role[] => rolesOf(VISIT_LIFE[action]);
