import { CYCLE_STEP_EVENTS, type CycleEventData } from '@zhishou/messages/inspection-events';
import { TOPICS } from '@zhishou/messages/topics';
import type { CaseRecording } from '@zhishou/platform/process/recording';
import type { CycleCase, CycleStep } from '@zhishou/rules/inspection/cycle-case';
import { fileCall } from '../call/file-call.js';
import { fileJointTest } from '../joint-test/file-joint-test.js';
import { numberPlan } from '../plan/number-plan.js';
import { fileSummary } from '../summary/file-summary.js';
import type { Cycle } from './cycle.entity.js';
import { cycleSnapshot } from './cycle-snapshot.js';
import { CYCLES } from './cycle.table.js';
import { followCycleDates, tellCycleDates } from './cycle.dates.js';

/** What a step or a mark of a month's inspection brings about. */
export const CYCLE_RECORDING: CaseRecording<Cycle, CycleCase, CycleStep> = {
  table: CYCLES,
  columns: cycleColumns,
  roundOf: ({ planVersion }) => Math.max(1, planVersion),
  audited,
  event: {
    topic: TOPICS.inspections,
    types: CYCLE_STEP_EVENTS,
    snapshot: (cycle): Pick<CycleEventData, 'cycle'> => ({ cycle: cycleSnapshot(cycle) }),
  },
  effects: async (manager, change) => {
    await numberPlan(manager, change);
    await fileJointTest(manager, change);
    await fileCall(manager, change);
    await fileSummary(manager, change);
    await followCycleDates(manager, change);
  },
  reached: tellCycleDates,
};

/** The columns of a month that follow from its case. */
export function cycleColumns(process: CycleCase): Partial<Cycle> {
  const { state, version, plan } = process;
  return { state, version, planVersion: plan?.no ?? 0, process };
}

function audited({ state, version, planVersion, process }: Cycle) {
  const { plan, approvedPlan, planSubmittedAt, summary, jointTests, calls, closedAt } = process;
  return {
    state,
    version,
    planVersion,
    plan,
    approvedPlan,
    planSubmittedAt,
    summary,
    jointTests,
    calls,
    closedAt,
  };
}
