import { randomUUID } from 'node:crypto';
import { WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { TASK_QUEUES } from '@zhishou/messages/task-queues';
import { caseQuery, type StepRequest, type StepResult, stepUpdate } from '@zhishou/messages/case-process';
import { ticketWorkflowId, ticketWorkflowType } from '@zhishou/messages/workflow-ids';
import { clockState } from '@zhishou/rules/clock';
import { openCase, type OpeningFacts, type TicketCase } from '@zhishou/rules/ticket-case';
import { MINUTE, SHAOGUAN_RULES } from '@zhishou/rules/ticket-case.builder';
import { ACCEPT, type Move, PASS, REMOTE, REPAIR, REPORTER } from './move.builder.js';
import { historyToPlain, keepHistory } from './recorded-history.js';
import type { TimeSkipping } from './time-skipping.js';

export const MAJOR_FAULT: Partial<OpeningFacts> = { kind: 'FAULT', severity: 'MAJOR', coverage: 'COVERED' };
export const CONSULTATION: Partial<OpeningFacts> = {
  kind: 'CONSULTATION',
  severity: 'CONSULTATION',
  coverage: null,
};
export const OTHER_MATTER: Partial<OpeningFacts> = { kind: 'OTHER', severity: null, coverage: null };

/** A run is full when its history has four of these, or some thousand events. */
const BALLAST = 'x'.repeat(2 ** 20);
const MOST_BALLAST = 10;

/** One ticket and what becomes of it; its times are minutes since its report. */
export class Ticket {
  private constructor(
    private readonly time: TimeSkipping,
    private readonly opened: TicketCase,
  ) {}

  static async report(time: TimeSkipping, facts: Partial<OpeningFacts> = MAJOR_FAULT): Promise<Ticket> {
    const opened = openCase(
      {
        ticketId: `tkt_${randomUUID()}`,
        kind: 'FAULT',
        severity: 'MAJOR',
        coverage: 'COVERED',
        reportedAt: await time.database.now(),
        reportedById: REPORTER.id,
        ...facts,
      },
      SHAOGUAN_RULES,
    );
    await time.workflows.start(ticketWorkflowType(opened.kind), {
      workflowId: ticketWorkflowId(opened.kind, opened.ticketId),
      taskQueue: TASK_QUEUES.tickets,
      args: [{ case: opened }],
    });
    return new Ticket(time, opened);
  }

  /** A fault that was fixed remotely and passed its test, at once. */
  static async closed(time: TimeSkipping): Promise<Ticket> {
    const fault = await Ticket.report(time);
    for (const move of [ACCEPT, REMOTE, REPAIR, PASS]) await fault.take(move);
    return fault;
  }

  get handle() {
    return this.time.workflows.getHandle(ticketWorkflowId(this.opened.kind, this.opened.ticketId));
  }

  /** The instant so many minutes (and milliseconds) after the report. */
  instant = (minute: number, ms = 0): number => this.opened.reportedAt + minute * MINUTE + ms;

  async until(minute: number, ms = 0): Promise<void> {
    await this.time.skipTo(this.instant(minute, ms));
  }

  async at(minute: number, move: Move, ms = 0): Promise<StepResult> {
    await this.until(minute, ms);
    return this.takeRecordedAt(minute, ms, move);
  }

  /** Takes a step recorded at an instant at which a mark may be due, well before Temporal's timer fires. */
  async atVery(minute: number, ms: number, move: Move): Promise<StepResult> {
    await this.until(minute, ms - 5_000);
    return this.takeRecordedAt(minute, ms, move);
  }

  /** Takes a step now that the database says it recorded at exactly this instant. */
  async takeRecordedAt(minute: number, ms: number, move: Move): Promise<StepResult> {
    this.time.database.hold(this.instant(minute, ms));
    const result = await this.take(move);
    this.time.database.release();
    return result;
  }

  take({ by, step }: Pick<StepRequest, 'by' | 'step'>, more: Partial<StepRequest> = {}): Promise<StepResult> {
    const ids = { stepId: randomUUID(), attemptId: randomUUID(), requestId: 'req_1' };
    const request: StepRequest = { ...ids, step, by, details: {}, ...more };
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
      await this.take({ by, step }, { stepId, details: { ballast: BALLAST } });
      if ((await this.handle.describe()).runId !== runId) return runId;
    }
    throw new Error('the process does not go on in a new run');
  }

  case = (): Promise<TicketCase> => this.handle.query(caseQuery) as Promise<TicketCase>;

  /** What each clock has come to by now. */
  async clocks(): Promise<Record<string, string>> {
    const now = await this.time.database.now();
    return Object.fromEntries(
      (await this.case()).clocks.map((clock) => [clock.kind, clockState(clock, now)]),
    );
  }

  /** The marks told so far, in the order they were told, as `minute CLOCK MARK`. */
  get told(): string[] {
    return this.marks.map(
      ({ clock, mark, at }) => `${(at - this.opened.reportedAt) / MINUTE} ${clock} ${mark}`,
    );
  }

  get marks() {
    return this.time.database.told.filter(({ caseId }) => caseId === this.opened.ticketId);
  }

  /** How often the database was asked about it while it was away. */
  get askedInVain(): number {
    return this.time.database.askedInVain.filter((id) => id === this.opened.ticketId).length;
  }

  get steps() {
    return this.time.database.transitions.filter(({ caseId }) => caseId === this.opened.ticketId);
  }

  /** The types of the events in its history. */
  async events(): Promise<string[]> {
    return historyToPlain(await this.handle.fetchHistory()).events.map(({ eventType }) => eventType);
  }

  /** @param runId of an earlier run; default: the last one */
  async keepHistory(name: string, runId?: string): Promise<void> {
    const { workflowId } = this.handle;
    keepHistory(name, await this.time.historyOf(workflowId, runId));
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
