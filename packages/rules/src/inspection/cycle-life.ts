/** The life of a month's inspection as data (domain §§2, 5; contract 附件一 1, 一、3(3)). */

import { type LifeRule, rolesOf } from '../life.js';
import { DECIDERS, DISPATCHER, type Role, SYSTEM, WORKERS } from '../role.js';

export type CycleState =
  | 'PLANNING'
  | 'PLAN_SUBMITTED'
  | 'PLAN_RETURNED'
  | 'PLAN_APPROVED'
  | 'EXECUTING'
  | 'SUMMARIZING'
  | 'CLOSED';

/** What is due once a month. */
export type CycleClock = 'PLAN' | 'COVERAGE' | 'SUMMARY' | 'JOINT_TEST' | 'CALL';

const UNPLANNED = ['PLANNING', 'PLAN_SUBMITTED', 'PLAN_RETURNED'] as const;
const OPEN = [...UNPLANNED, 'PLAN_APPROVED', 'EXECUTING', 'SUMMARIZING'] as const;

/** An edit is an approval too: the bureau's own version takes effect. */
export const CYCLE_LIFE = {
  submitPlan: { from: UNPLANNED, by: DISPATCHER },
  approvePlan: { from: ['PLAN_SUBMITTED'], by: DECIDERS },
  editPlan: { from: ['PLAN_SUBMITTED', 'PLAN_RETURNED', 'PLAN_APPROVED', 'EXECUTING'], by: DECIDERS },
  returnPlan: { from: ['PLAN_SUBMITTED'], by: DECIDERS },
  beginExecution: { from: ['PLAN_APPROVED'], by: SYSTEM },
  noteCoverage: { from: ['EXECUTING', 'SUMMARIZING', 'CLOSED'], by: SYSTEM },
  recordJointTest: { from: [...OPEN, 'CLOSED'], by: WORKERS },
  recordMonthlyCall: { from: [...OPEN, 'CLOSED'], by: DECIDERS },
  endMonth: { from: [...UNPLANNED, 'PLAN_APPROVED', 'EXECUTING'], by: SYSTEM },
  endEarly: { from: [...OPEN, 'CLOSED'], by: SYSTEM },
  submitSummary: { from: OPEN, by: DISPATCHER },
  reviewSummary: { from: ['SUMMARIZING'], by: DECIDERS },
  closeCycle: { from: ['SUMMARIZING'], by: { ...DECIDERS, ...SYSTEM } },
} as const satisfies Record<string, LifeRule<CycleState>>;

export type CycleAction = keyof typeof CYCLE_LIFE;
export const CYCLE_ACTIONS = Object.keys(CYCLE_LIFE) as CycleAction[];

/** The roles that may ever take this step of some month. */
export const cycleRolesFor = (action: CycleAction): Role[] => rolesOf(CYCLE_LIFE[action]);
