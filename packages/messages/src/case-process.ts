import { defineQuery, defineUpdate } from '@temporalio/workflow';
import type { DueMark, MarkName } from '@zhishou/rules/clock';
import type { Case, Step } from '@zhishou/rules/life';
import type { Person } from '@zhishou/rules/role';

export interface Actor extends Person {
  address?: string;
}

/** One step asked of a case. */
export interface StepRequest<S extends Step = Step> {
  /** the same id is the same step: taken once, however often it is sent */
  stepId: string;
  step: S;
  /** what the step puts on file (texts, positions); the process does not read it */
  details: Record<string, unknown>;
  by: Actor;
  requestId: string;
  /** one try at the step; a try whose caller has given up is refused, never taken late */
  attemptId: string;
}

export interface StepResult<State extends string = string> {
  state: State;
  version: number;
}

/** `ApplicationFailure` types with which a step is refused; nothing was changed. */
export const STEP_REFUSALS = {
  conflict: 'CONFLICT',
  forbidden: 'FORBIDDEN',
  abandoned: 'ABANDONED',
} as const;

export const stepUpdate = defineUpdate<StepResult, [StepRequest]>('step');
export const caseQuery = defineQuery<Case>('case');

export interface ProcessInput<C extends Case> {
  case: C;
  /** only of a run that goes on where an earlier one stopped */
  earlier?: EarlierRun;
}

/** What a process knows beside its case, handed to its next run. */
export interface EarlierRun {
  /** the steps that were taken, by their ids */
  taken: [stepId: string, result: StepResult][];
  /** the marks that were claimed and still stand */
  settled: SettledMark[];
  /** how far the database's clock is ahead of Temporal's, as far as was learned; ms */
  skewMs: number;
}

export interface RecordTransitionInput<S extends Step = Step> extends StepRequest<S> {
  /** what it is a case of: one service may have several kinds */
  kind: string;
  caseId: string;
  /** the version the case has after this step */
  version: number;
}

export interface ClaimMarksInput {
  kind: string;
  caseId: string;
  marks: DueMark[];
}

export interface SettledMark {
  clock: string;
  mark: MarkName;
}

export interface ClaimMarksResult {
  /** database time, ms */
  now: number;
  /** those that are past; the others are not due yet by the database's clock */
  settled: SettledMark[];
}

/** Local activities of a process: the only way it writes. Both may be repeated safely. */
export interface ProcessActivities<S extends Step = Step> {
  /** @returns the instant of the step: the database's time when it was recorded, ms */
  recordTransition(input: RecordTransitionInput<S>): Promise<{ at: number }>;
  claimMarks(input: ClaimMarksInput): Promise<ClaimMarksResult>;
}
