import type { CycleAction } from '@zhishou/rules/inspection/cycle-life';

/** By which mutation each step is asked for; null: nobody asks for it. */
const MUTATION: Record<CycleAction, string | null> = {
  submitPlan: 'submitInspectionPlan',
  approvePlan: 'reviewInspectionPlan',
  editPlan: 'reviewInspectionPlan',
  returnPlan: 'reviewInspectionPlan',
  beginExecution: null,
  noteCoverage: null,
  recordJointTest: 'recordJointTest',
  recordMonthlyCall: 'recordMonthlyCall',
  endMonth: null,
  endEarly: null,
  submitSummary: 'submitMonthlySummary',
  reviewSummary: 'reviewMonthlySummary',
  closeCycle: 'closeInspectionCycle',
};

/** The mutations by which these steps are asked for, each once. */
export const mutationsOf = (actions: readonly CycleAction[]): string[] => [
  ...new Set(actions.flatMap((action) => MUTATION[action] ?? [])),
];
