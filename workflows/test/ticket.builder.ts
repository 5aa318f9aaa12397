import { randomUUID } from 'node:crypto';
import type { StepResult } from '@zhishou/messages/case-process';
import { ticketWorkflowId, ticketWorkflowType } from '@zhishou/messages/workflow-ids';
import { clockState } from '@zhishou/rules/clock';
import { openCase, type OpeningFacts, type TicketCase, type TicketStep } from '@zhishou/rules/ticket-case';
import { MINUTE, SHAOGUAN_RULES } from '@zhishou/rules/ticket-case.builder';
import { ACCEPT, type Move, PASS, REMOTE, REPAIR, REPORTER } from './move.builder.js';
import { RunningCase } from './running-case.builder.js';
import type { TimeSkipping } from './time-skipping.js';

export const MAJOR_FAULT: Partial<OpeningFacts> = { kind: 'FAULT', severity: 'MAJOR', coverage: 'COVERED' };
export const CONSULTATION: Partial<OpeningFacts> = {
  kind: 'CONSULTATION',
  severity: 'CONSULTATION',
  coverage: null,
};
export const OTHER_MATTER: Partial<OpeningFacts> = { kind: 'OTHER', severity: null, coverage: null };

/** One ticket and what becomes of it; its times are minutes since its report. */
export class Ticket extends RunningCase<TicketCase, TicketStep> {
  private constructor(
    time: TimeSkipping,
    private readonly opened: TicketCase,
  ) {
    super(time, opened.ticketId, ticketWorkflowId(opened.kind, opened.ticketId));
  }

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
      taskQueue: time.queue,
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

  /** The instant so many minutes (and milliseconds) after the report. */
  instant = (minute: number, ms = 0): number => this.opened.reportedAt + minute * MINUTE + ms;

  async until(minute: number, ms = 0): Promise<void> {
    await this.time.skipTo(this.instant(minute, ms));
  }

  async at(minute: number, move: Move, ms = 0): Promise<StepResult> {
    await this.until(minute, ms);
    return this.takeRecordedAt(this.instant(minute, ms), move);
  }

  /** Takes a step recorded at an instant at which a mark may be due, well before Temporal's timer fires. */
  async atVery(minute: number, ms: number, move: Move): Promise<StepResult> {
    await this.until(minute, ms - 5_000);
    return this.takeRecordedAt(this.instant(minute, ms), move);
  }

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
}
