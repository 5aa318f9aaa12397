import { defineQuery, defineUpdate } from '@temporalio/workflow';
import type { DueMark, MarkName } from '@zhishou/rules/clock';
import type { TicketCase, TicketStep } from '@zhishou/rules/ticket-case';
import type { ClockKind, Role, TicketState } from '@zhishou/rules/ticket-life';

export interface Actor {
  id: string;
  role: Role;
  address?: string;
}

/** One step asked of a ticket. */
export interface StepRequest {
  /** the same id is the same step: taken once, however often it is sent */
  stepId: string;
  step: TicketStep;
  /** what the step puts on file (texts, positions); the process does not read it */
  details: Record<string, unknown>;
  by: Actor;
  requestId: string;
  /** one try at the step; a try whose caller has given up is refused, never taken late */
  attemptId: string;
}

export interface StepResult {
  state: TicketState;
  version: number;
}

/** `ApplicationFailure` types with which a step is refused; nothing was changed. */
export const STEP_REFUSALS = {
  conflict: 'CONFLICT',
  forbidden: 'FORBIDDEN',
  abandoned: 'ABANDONED',
} as const;

export const stepUpdate = defineUpdate<StepResult, [StepRequest]>('step');
export const caseQuery = defineQuery<TicketCase>('case');

export interface TicketWorkflowInput {
  case: TicketCase;
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

export interface RecordTransitionInput extends StepRequest {
  ticketId: string;
  /** the version the ticket has after this step */
  version: number;
}

export interface ClaimMarksInput {
  ticketId: string;
  marks: DueMark[];
}

export interface SettledMark {
  clock: ClockKind;
  mark: MarkName;
}

export interface ClaimMarksResult {
  /** database time, ms */
  now: number;
  /** those that are past; the others are not due yet by the database's clock */
  settled: SettledMark[];
}

/** Local activities of the tickets worker: the only way the process writes. Both may be repeated safely. */
export interface TicketActivities {
  /** @returns the instant of the step: the database's time when it was recorded, ms */
  recordTransition(input: RecordTransitionInput): Promise<{ at: number }>;
  claimMarks(input: ClaimMarksInput): Promise<ClaimMarksResult>;
}
