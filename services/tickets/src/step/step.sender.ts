import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { STEP_REFUSALS, type StepRequest } from '@zhishou/messages/case-process';
import { databaseNow } from '@zhishou/platform/db/clock';
import { inTransaction } from '@zhishou/platform/db/transaction';
import { outcomeUnknown, unavailable } from '@zhishou/platform/errors';
import type { Logger } from '@zhishou/platform/log';
import { LOGGER } from '@zhishou/platform/tokens';
import { isFinal } from '@zhishou/rules/ticket-life';
import type { Refusal } from '@zhishou/rules/life';
import { refusalOf } from '@zhishou/rules/ticket-permission';
import { DataSource } from 'typeorm';
import { lockTicket } from '../process/record-transition.js';
import { DRIFT } from '../process/step-record.js';
import type { Ticket } from '../ticket/ticket.entity.js';
import { Transition } from '../ticket/transition.entity.js';
import { AbandonedAttempt } from './abandoned-attempt.entity.js';
import { newAttemptId } from './step-identity.js';
import { StepUpdates } from './step.updates.js';
import type { TicketStep } from '@zhishou/rules/ticket-case';

/** So often a process that is behind is told what it missed before the step is given up: others may be at it too. */
const MOST_SURPRISES = 3;

/** The database had no objection: somebody was quicker, or the process is behind it. */
const isSurprising = (type: unknown): boolean => type === DRIFT || isRefusal(type);

const isRefusal = (type: unknown): type is Refusal['code'] =>
  type === STEP_REFUSALS.conflict || type === STEP_REFUSALS.forbidden;

/** Brings a step to the ticket's workflow, and finds out what became of it when no answer comes (ADR 3). */
@Injectable()
export class StepSender {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly updates: StepUpdates,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  /**
   * @returns null once the step is recorded, or why it was refused
   * @throws UserError UNAVAILABLE when it was not taken and never will be by this try, or, saying so, when that cannot
   *   be found out
   */
  async send(ticket: Ticket, request: StepRequest<TicketStep>, surprises = 0): Promise<Refusal | null> {
    try {
      await this.updates.execute(ticket, request);
      return null;
    } catch (error) {
      const answer = failureOf(error);
      const again = surprises < MOST_SURPRISES && isSurprising(answer?.type);
      if (again && (await this.caughtUp(ticket))) {
        return this.send(ticket, { ...request, attemptId: newAttemptId() }, surprises + 1);
      }
      if (answer && isRefusal(answer.type)) return { code: answer.type, message: answer.message };
      return this.findOut(ticket, request, error);
    }
  }

  private async caughtUp(ticket: Ticket): Promise<boolean> {
    try {
      return await this.updates.catchUp(ticket);
    } catch (error) {
      this.log.warn({ err: error, ticketId: ticket.id }, 'a process could not be told what it missed');
      return false;
    }
  }

  private async findOut(
    ticket: Ticket,
    request: StepRequest<TicketStep>,
    error: unknown,
  ): Promise<Refusal | null> {
    const about = { err: error, ticketId: ticket.id, action: request.step.action };
    const found = await this.settle(ticket.id, request).catch((lost: unknown) => {
      this.log.error({ ...about, lost }, 'what became of a step cannot be found out');
      throw outcomeUnknown();
    });
    if (found.recorded) return null;
    if (error instanceof WorkflowNotFoundError && isFinal(found.ticket.state)) {
      // A closed fault that is still open for it has lost its process, which reconciliation starts again.
      const refusal = refusalOf(found.ticket.process, request.step, request.by, found.now);
      if (refusal) return refusal;
    }
    this.log.warn(about, 'a step was not taken');
    throw unavailable();
  }

  /** Under the ticket's lock: the step is recorded, or from now on this try cannot be. */
  private settle(ticketId: string, { stepId, attemptId }: StepRequest<TicketStep>) {
    return inTransaction(this.db, async (manager) => {
      const ticket = await lockTicket(manager, ticketId);
      const recorded = await manager.existsBy(Transition, { stepId });
      if (!recorded) await manager.insert(AbandonedAttempt, { attemptId, ticketId });
      return { recorded, ticket, now: await databaseNow(manager) };
    });
  }
}

/** Of the workflow itself, or of its activity, which wraps it once more. */
function failureOf(error: unknown): ApplicationFailure | undefined {
  let cause: unknown = error instanceof WorkflowUpdateFailedError ? error.cause : undefined;
  while (cause instanceof Error && !(cause instanceof ApplicationFailure)) cause = cause.cause;
  return cause instanceof ApplicationFailure ? cause : undefined;
}
