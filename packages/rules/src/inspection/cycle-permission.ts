import type { Refusal } from '../life.js';
import { DAY_MS } from '../month.js';
import { actionsBy, type Permission, refusalBy } from '../permission.js';
import type { Person } from '../role.js';
import type { CycleCase, CycleStep } from './cycle-case.js';
import { CYCLE_LIFE, type CycleAction } from './cycle-life.js';

/** Until when a closed month still takes what may follow: a joint test, a call. */
export const cycleOpenUntil = ({ state, lastDueAt }: CycleCase): number | null =>
  state === 'CLOSED' ? lastDueAt : null;

type Asked = Partial<{ planNo: number; summaryId: string; endsAt: number }>;

const notBegun = (cycle: CycleCase, now: number): string | null =>
  now < cycle.from ? `The month ${cycle.month} has not begun` : null;

const ended = (cycle: CycleCase, now: number): string | null =>
  now > cycle.to ? `The month ${cycle.month} is over` : null;

const notEnded = (cycle: CycleCase, now: number): string | null =>
  now > cycle.to ? null : `The month ${cycle.month} is not over`;

const noEarlier = ({ month, to }: CycleCase, { endsAt = to }: Asked): string | null =>
  endsAt < to ? null : `The month ${month} ends no later`;

const otherPlan = ({ plan }: CycleCase, { planNo }: Asked): string | null =>
  planNo === undefined || planNo === plan?.no
    ? null
    : `Version ${planNo} of the plan was replaced by version ${plan?.no ?? 0}`;

/** A month that was never executed is summed up on its last day, not before, for until then it may be planned. */
function notToBeSummedUp({ state, to, month }: CycleCase, now: number): string | null {
  const mayBePlanned = state !== 'EXECUTING' && state !== 'SUMMARIZING' && now < to - DAY_MS;
  return mayBePlanned ? `The month ${month} is still to be planned and inspected` : null;
}

function reviewed({ summary }: CycleCase, { summaryId }: Asked): string | null {
  if (!summary) return 'No summary was submitted';
  return summaryId === undefined || summaryId === summary.summaryId
    ? null
    : 'Another summary was submitted meanwhile';
}

/** What a step needs beside its state in the life's table. */
const CONDITIONS: Record<CycleAction, (cycle: CycleCase, asked: Asked, now: number) => string | null> = {
  submitPlan: (cycle, _asked, now) => ended(cycle, now),
  approvePlan: (cycle, asked, now) => ended(cycle, now) ?? otherPlan(cycle, asked),
  editPlan: (cycle, asked, now) => ended(cycle, now) ?? otherPlan(cycle, asked),
  returnPlan: (cycle, asked, now) => ended(cycle, now) ?? otherPlan(cycle, asked),
  beginExecution: (cycle, _asked, now) => notBegun(cycle, now),
  noteCoverage: () => null,
  recordJointTest: (cycle, _asked, now) => notBegun(cycle, now),
  recordMonthlyCall: (cycle, _asked, now) => notBegun(cycle, now),
  endMonth: (cycle, _asked, now) => notEnded(cycle, now),
  endEarly: (cycle, asked) => noEarlier(cycle, asked),
  submitSummary: (cycle, _asked, now) => notToBeSummedUp(cycle, now),
  reviewSummary: (cycle, asked) => reviewed(cycle, asked),
  closeCycle: (cycle, _asked, now) =>
    notEnded(cycle, now) ?? (cycle.summary ? 'A summary waits for its review' : null),
};

const WORDS: Record<CycleAction, string> = {
  submitPlan: 'submitting a plan',
  approvePlan: 'approving the plan',
  editPlan: 'editing the plan',
  returnPlan: 'sending the plan back',
  beginExecution: 'beginning with the visits',
  noteCoverage: 'noting the coverage',
  recordJointTest: 'recording a joint test',
  recordMonthlyCall: 'recording a call',
  endMonth: 'ending the month',
  endEarly: 'ending the month early',
  submitSummary: 'submitting a summary',
  reviewSummary: 'reviewing the summary',
  closeCycle: 'closing the month',
};

const PERMISSION: Permission<CycleCase, CycleStep, 'any'> = {
  name: "The month's inspection",
  table: CYCLE_LIFE,
  words: WORDS,
  isWithinReach: () => true,
  isOver: (cycle, now) => now > (cycleOpenUntil(cycle) ?? Infinity),
  obstacle: (cycle, step, now) => CONDITIONS[step.action](cycle, step as Asked, now),
};

/** What this person may do with the month as it stands at `now` (ms). */
export const cycleActions = (cycle: CycleCase, person: Person, now: number): CycleAction[] =>
  actionsBy(PERMISSION, cycle, person, now);

/** Why the step cannot be taken at `now` (ms) by this person, or null when it can. */
export const cycleRefusal = (
  cycle: CycleCase,
  step: CycleStep,
  person: Person,
  now: number,
): Refusal | null => refusalBy(PERMISSION, cycle, step, person, now);
