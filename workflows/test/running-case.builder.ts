import { randomUUID } from 'node:crypto';
import { WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { caseQuery, type StepRequest, type StepResult, stepUpdate } from '@zhishou/messages/case-process';
import type { Case, Step } from '@zhishou/rules/life';
import { historyToPlain, keepHistory } from './recorded-history.js';
import type { TimeSkipping } from './time-skipping.js';

/** A run is full when its history has four of these, or some thousand events. */
const BALLAST = 'x'.repeat(2 ** 20);
const MOST_BALLAST = 10;

/** One case of any kind, carried by its workflow. */
export class RunningCase<C extends Case, S extends Step> {
  constructor(
    protected readonly time: TimeSkipping,
    readonly caseId: string,
    readonly workflowId: string,
  ) {}

  get handle() {
    return this.time.workflows.getHandle(this.workflowId);
  }

  /** Takes a step that the database says it recorded at exactly this instant (ms). */
  async takeRecordedAt(instant: number, move: Pick<StepRequest<S>, 'by' | 'step'>): Promise<StepResult> {
    this.time.database.hold(instant);
    try {
      return await this.take(move);
    } finally {
      this.time.database.release();
    }
  }

  take(
    { by, step }: Pick<StepRequest<S>, 'by' | 'step'>,
    more: Partial<StepRequest<S>> = {},
  ): Promise<StepResult> {
    const ids = { stepId: randomUUID(), attemptId: randomUUID(), requestId: 'req_1' };
    const request: StepRequest<S> = { ...ids, step, by, details: {}, ...more };
    return this.handle.executeUpdate(stepUpdate, { args: [request], updateId: request.attemptId });
  }

  /**
   * Asks for its last step again and again, with ballast, until the run is full and the process goes on in another.
   * @returns the id of the run that was left
   */
  async fillRun(): Promise<string> {
    const { runId } = await this.handle.describe();
    const { by, step, stepId } = this.steps.at(-1)!;
    for (let asked = 0; asked < MOST_BALLAST; asked += 1) {
      await this.take({ by, step: step as S }, { stepId, details: { ballast: BALLAST } });
      if ((await this.handle.describe()).runId !== runId) return runId;
    }
    throw new Error('the process does not go on in a new run');
  }

  case = (): Promise<C> => this.handle.query(caseQuery) as unknown as Promise<C>;

  get marks() {
    return this.time.database.told.filter(({ caseId }) => caseId === this.caseId);
  }

  /** How often the database was asked about it while it was away. */
  get askedInVain(): number {
    return this.time.database.askedInVain.filter((id) => id === this.caseId).length;
  }

  get steps() {
    return this.time.database.transitions.filter(({ caseId }) => caseId === this.caseId);
  }

  /** The types of the events in its history. */
  async events(): Promise<string[]> {
    return historyToPlain(await this.handle.fetchHistory()).events.map(({ eventType }) => eventType);
  }

  /** @param runId of an earlier run; default: the last one */
  async keepHistory(name: string, runId?: string): Promise<void> {
    keepHistory(name, await this.time.historyOf(this.workflowId, runId));
  }

  /** Skips to the end of the process. */
  end = (): Promise<void> => this.handle.result();
}

/** The type with which a step was refused; fails when it was taken. */
export async function refusal(step: Promise<StepResult>): Promise<string | null | undefined> {
  try {
    await step;
  } catch (error) {
    if (!(error instanceof WorkflowUpdateFailedError)) throw error;
    for (let cause = error.cause; cause; cause = cause.cause as Error | undefined) {
      if (cause instanceof ApplicationFailure) return cause.type;
    }
    throw error;
  }
  throw new Error('the step was not refused');
}
