import { ApplicationFailure } from '@temporalio/common';
import {
  type ClaimMarksInput,
  type ClaimMarksResult,
  type ProcessActivities,
  type RecordTransitionInput,
  STEP_REFUSALS,
} from '@zhishou/messages/case-process';
import type { DueMark } from '@zhishou/rules/clock';

export interface ToldMark extends DueMark {
  caseId: string;
  toldAt: number;
}

/** Stands for PostgreSQL: decides the instants, keeps each step once and every mark it is given. */
export class FakeDatabase implements ProcessActivities {
  /** how far its clock is ahead of Temporal's, ms */
  skewMs = 0;
  readonly transitions: (RecordTransitionInput & { at: number })[] = [];
  readonly told: ToldMark[] = [];
  readonly abandonedAttempts = new Set<string>();
  /** claims of marks that were not past yet */
  earlyClaims = 0;
  /** the cases for which it was asked while it was away */
  readonly askedInVain: string[] = [];
  private failing = 0;
  private heldAt: number | null = null;
  private last = 0;

  constructor(private readonly temporalNow: () => Promise<number>) {}

  /** Its clock, which never goes back. */
  async now(): Promise<number> {
    const now = this.heldAt ?? (await this.temporalNow()) + this.skewMs;
    return (this.last = Math.max(this.last, now));
  }

  failNextCalls(count: number): void {
    this.failing = count;
  }

  /** Its clock shows this instant until it is released. */
  hold(instant: number): void {
    this.heldAt = instant;
  }

  release(): void {
    this.heldAt = null;
  }

  recordTransition = async (input: RecordTransitionInput): Promise<{ at: number }> => {
    this.answer(input.caseId);
    const recorded = this.transitions.find(({ stepId }) => stepId === input.stepId);
    if (recorded) return { at: recorded.at };
    if (this.abandonedAttempts.has(input.attemptId)) {
      throw ApplicationFailure.nonRetryable('The caller has given up this try', STEP_REFUSALS.abandoned);
    }
    const at = await this.now();
    this.transitions.push({ ...input, at });
    return { at };
  };

  claimMarks = async ({ caseId, marks }: ClaimMarksInput): Promise<ClaimMarksResult> => {
    this.answer(caseId);
    const now = await this.now();
    const past = marks.filter(({ at }) => at < now);
    if (past.length === 0) this.earlyClaims += 1;
    this.told.push(...past.map((mark) => ({ ...mark, caseId, toldAt: now })));
    return { now, settled: past.map(({ clock, mark }) => ({ clock, mark })) };
  };

  private answer(caseId: string): void {
    if (this.failing === 0) return;
    this.failing -= 1;
    this.askedInVain.push(caseId);
    throw new Error('connection refused');
  }
}
