import { cancelClock, type ClockLedger, dueAt, meetClock } from '../clock.js';
import { type CycleCase, type CycleStep, endingAt, type PlanVersion } from './cycle-case.js';
import type { CycleClock } from './cycle-life.js';
import { advanceDueClock, reopenDueClock } from './due-clock.js';

const onClock = (
  cycle: CycleCase,
  kind: CycleClock,
  change: (clock: ClockLedger<CycleClock>, at: number) => ClockLedger<CycleClock>,
  at: number,
): ClockLedger<CycleClock>[] =>
  cycle.clocks.map((clock) => (clock.kind === kind ? change(clock, at) : clock));

const met = (cycle: CycleCase, kind: CycleClock, at: number, isEnough = true): Pick<CycleCase, 'clocks'> => ({
  clocks: isEnough ? onClock(cycle, kind, meetClock, at) : cycle.clocks,
});

const nextPlan = (
  { plan }: CycleCase,
  { planId, hash }: { planId: string; hash: string },
  by: PlanVersion['by'],
): PlanVersion => ({ no: (plan?.no ?? 0) + 1, planId, hash, by });

/** The plan takes effect: at once where the month has begun. */
const inForce = (cycle: CycleCase, plan: PlanVersion | null, at: number): Partial<CycleCase> => ({
  plan,
  approvedPlan: plan,
  state: at >= cycle.from ? 'EXECUTING' : 'PLAN_APPROVED',
});

/** Nothing falls due after the last day of a contract, but what is asked of the days before it: that is due with it. */
const dueEarlier = (clock: ClockLedger<CycleClock>, endsAt: number, at: number): ClockLedger<CycleClock> => {
  if (dueAt(clock, at) <= endsAt) return clock;
  return clock.kind === 'COVERAGE' ? advanceDueClock(clock, endsAt, at) : cancelClock(clock, at);
};

/** The contract ends at `endsAt`, within the month or before it: then the month is none (domain §10). */
function endedEarly(cycle: CycleCase, endsAt: number, at: number): Partial<CycleCase> {
  if (endsAt <= cycle.from) {
    const clocks = cycle.clocks.map((clock) => cancelClock(clock, at));
    const closedAt = cycle.closedAt ?? at;
    return { state: 'CLOSED', closedAt, ...endingAt(cycle, cycle.from), lastDueAt: at, clocks };
  }
  const clocks = cycle.clocks.map((clock) => dueEarlier(clock, endsAt, at));
  return { ...endingAt(cycle, endsAt), lastDueAt: endsAt, clocks };
}

function change(cycle: CycleCase, step: CycleStep, at: number): Partial<CycleCase> {
  switch (step.action) {
    case 'submitPlan':
      return {
        state: 'PLAN_SUBMITTED',
        plan: nextPlan(cycle, step, 'PROVIDER'),
        planSubmittedAt: cycle.planSubmittedAt ?? at,
        ...met(cycle, 'PLAN', at),
      };
    case 'approvePlan':
      return inForce(cycle, cycle.plan, at);
    case 'editPlan':
      return inForce(cycle, nextPlan(cycle, step, 'BUREAU'), at);
    case 'returnPlan':
      return { state: 'PLAN_RETURNED' };
    case 'beginExecution':
      return { state: 'EXECUTING' };
    case 'noteCoverage':
      return {
        clocks: onClock(cycle, 'COVERAGE', step.complete ? meetClock : reopenDueClock, at),
      };
    case 'recordJointTest': {
      const counts = step.technicians >= cycle.rules.jointTests.technicians;
      const jointTests = cycle.jointTests + (counts ? 1 : 0);
      return { jointTests, ...met(cycle, 'JOINT_TEST', at, jointTests >= cycle.rules.jointTests.atLeast) };
    }
    case 'recordMonthlyCall': {
      const calls = cycle.calls + 1;
      return { calls, ...met(cycle, 'CALL', at, calls >= cycle.rules.calls.atLeast) };
    }
    case 'endMonth':
      return { state: 'SUMMARIZING' };
    case 'endEarly':
      return endedEarly(cycle, step.endsAt, at);
    case 'submitSummary':
      return {
        state: 'SUMMARIZING',
        summary: {
          summaryId: step.summaryId,
          hash: step.hash,
          submittedAt: cycle.summary?.submittedAt ?? at,
          conforming: null,
        },
        ...met(cycle, 'SUMMARY', at),
      };
    case 'reviewSummary':
      return {
        state: 'CLOSED',
        closedAt: at,
        summary: cycle.summary && { ...cycle.summary, conforming: step.conforming },
      };
    case 'closeCycle':
      return { state: 'CLOSED', closedAt: at };
  }
}

/** The month after a step taken at `at` (ms). The step must be allowed: see `cycleRefusal`. */
export const applyCycleStep = (cycle: CycleCase, step: CycleStep, at: number): CycleCase => ({
  ...cycle,
  ...change(cycle, step, at),
  version: cycle.version + 1,
});
