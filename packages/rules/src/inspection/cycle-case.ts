import type { ClockLedger } from '../clock.js';
import type { Contract } from '../contract/contract.types.js';
import type { Month } from '../month.js';
import type { CycleDates } from './cycle-dates.js';
import type { CycleClock, CycleState } from './cycle-life.js';
import { openDueClock } from './due-clock.js';

/** What the contract wants of a month, as the cycle began under it. */
export interface CycleRules {
  contractVersion: string;
  jointTests: { atLeast: number; technicians: number };
  calls: { atLeast: number };
}

/** A version of the plan; its visits are stored before the step that names it. */
export interface PlanVersion {
  /** 1 at first; the bureau's edits count on */
  no: number;
  planId: string;
  /** SHA-256 (hex) of its visits */
  hash: string;
  by: 'PROVIDER' | 'BUREAU';
}

export interface MonthlySummary {
  summaryId: string;
  hash: string;
  /** of the first one; it may be replaced until it is reviewed */
  submittedAt: number;
  /** null while the bureau has not reviewed it */
  conforming: boolean | null;
}

/** All that the process knows of a month's inspection. Instants in ms. */
export interface CycleCase {
  cycleId: string;
  month: Month;
  state: CycleState;
  /** number of steps taken */
  version: number;
  /** the days inspected, from 00:00 of the first to 24:00 of the last */
  from: number;
  to: number;
  /** see {@link CycleDates}; left out of months opened before it was: until their end */
  recordsUntil?: number;
  /** 24:00 of the last day on which something of the month falls due */
  lastDueAt: number;
  /** the latest version, whatever became of it */
  plan: PlanVersion | null;
  /** the version in force */
  approvedPlan: PlanVersion | null;
  /** of the first version, which is the one that counts (P2) */
  planSubmittedAt: number | null;
  summary: MonthlySummary | null;
  /** those with as many technicians on site as the contract wants */
  jointTests: number;
  calls: number;
  closedAt: number | null;
  clocks: ClockLedger<CycleClock>[];
  rules: CycleRules;
}

/** `planNo` is the version a decision was made on: one that was replaced meanwhile is not decided. Default: the latest. */
export type CycleStep =
  | { action: 'submitPlan'; planId: string; hash: string }
  | { action: 'approvePlan'; planNo?: number }
  | { action: 'editPlan'; planNo?: number; planId: string; hash: string }
  | { action: 'returnPlan'; planNo?: number }
  | { action: 'beginExecution' }
  | { action: 'noteCoverage'; complete: boolean }
  | { action: 'recordJointTest'; technicians: number }
  | { action: 'recordMonthlyCall' }
  | { action: 'endMonth' }
  | { action: 'endEarly'; endsAt: number }
  | { action: 'submitSummary'; summaryId: string; hash: string }
  | { action: 'reviewSummary'; summaryId: string; conforming: boolean }
  | { action: 'closeCycle' };

export const cycleRulesOf = ({ version, monthly }: Pick<Contract, 'version' | 'monthly'>): CycleRules => ({
  contractVersion: version,
  jointTests: { atLeast: monthly.jointTests.atLeast, technicians: monthly.jointTests.technicians },
  calls: { atLeast: monthly.calls.atLeast },
});

/** When a month ends that ends earlier; what was written within it is taken as long after it as before. Instants in ms. */
export const endingAt = (
  { to, recordsUntil }: Pick<CycleCase, 'to' | 'recordsUntil'>,
  endsAt: number,
): Pick<CycleCase, 'to' | 'recordsUntil'> => ({
  to: endsAt,
  ...(recordsUntil === undefined ? {} : { recordsUntil: endsAt + (recordsUntil - to) }),
});

/**
 * A month before anything was done. Its dates run from when the month could first be planned, whenever the process was
 * started, so that one started late is late.
 */
export function openCycle(cycleId: string, dates: CycleDates, rules: CycleRules): CycleCase {
  const due = {
    PLAN: dates.plan,
    COVERAGE: dates.coverage,
    SUMMARY: dates.summary,
    JOINT_TEST: dates.jointTest,
    CALL: dates.call,
  };
  const clocks = (Object.keys(due) as CycleClock[]).flatMap((kind) =>
    due[kind] ? [openDueClock(kind, due[kind], dates.opensAt)] : [],
  );
  return {
    cycleId,
    month: dates.month,
    state: 'PLANNING',
    version: 0,
    from: dates.from,
    to: dates.to,
    recordsUntil: dates.recordsUntil,
    lastDueAt: Math.max(dates.to, ...Object.values(due).flatMap((date) => (date ? [date.dueAt] : []))),
    plan: null,
    approvedPlan: null,
    planSubmittedAt: null,
    summary: null,
    jointTests: 0,
    calls: 0,
    closedAt: null,
    clocks,
    rules,
  };
}
