import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { Client, WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { STEP_REFUSALS, type StepRequest, stepUpdate } from '@zhishou/messages/ticket-workflow';
import { ticketWorkflowId } from '@zhishou/messages/workflow-ids';
import { unavailable } from '@zhishou/platform/errors';
import type { Refusal } from '@zhishou/rules/ticket-permission';
import { isFinal } from '@zhishou/rules/ticket-life';
import { DataSource } from 'typeorm';
import { lockTicket } from '../process/record-transition.js';
import { ProcessStarter } from '../process/process.starter.js';
import type { Ticket } from '../ticket/ticket.entity.js';
import { Transition } from '../ticket/transition.entity.js';
import { AbandonedAttempt } from './abandoned-attempt.entity.js';

/** How long a caller waits for a step to be taken. */
const PATIENCE_MS = 10_000;

const isRefusal = (type: unknown): type is Refusal['code'] =>
  type === STEP_REFUSALS.conflict || type === STEP_REFUSALS.forbidden;

/** Brings a step to the ticket's workflow, and finds out what became of it when no answer comes (ADR 3). */
@Injectable()
export class StepSender {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly temporal: Client,
    private readonly starter: ProcessStarter,
  ) {}

  /**
   * @returns null once the step is recorded, or why the process refused it
   * @throws UserError UNAVAILABLE when it was not taken and never will be by this try
   */
  async send(ticket: Ticket, request: StepRequest): Promise<Refusal | null> {
    try {
      await this.update(ticket, request);
      return null;
    } catch (error) {
      const failure = error instanceof WorkflowUpdateFailedError ? error.cause : undefined;
      if (failure instanceof ApplicationFailure && isRefusal(failure.type)) {
        return { code: failure.type, message: failure.message };
      }
      if (error instanceof WorkflowNotFoundError && isFinal(ticket.state)) {
        return { code: 'CONFLICT', message: 'The time in which this could be done is over' };
      }
      if (await this.wasRecorded(ticket, request)) return null;
      throw unavailable();
    }
  }

  private async update(ticket: Ticket, request: StepRequest): Promise<void> {
    const execute = () =>
      this.temporal.withDeadline(Date.now() + PATIENCE_MS, () =>
        this.temporal.workflow
          .getHandle(ticketWorkflowId(ticket.kind, ticket.id))
          .executeUpdate(stepUpdate, { args: [request], updateId: request.attemptId }),
      );
    try {
      await execute();
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError) || ticket.processStartedAt !== null) throw error;
      await this.starter.start(ticket);
      await execute();
    }
  }

  /** Under the ticket's lock: the step is recorded, or from now on this try cannot be. */
  private wasRecorded(ticket: Ticket, request: StepRequest): Promise<boolean> {
    return this.db.transaction(async (manager) => {
      await lockTicket(manager, ticket.id);
      if (await manager.existsBy(Transition, { stepId: request.stepId })) return true;
      await manager.insert(AbandonedAttempt, { attemptId: request.attemptId, ticketId: ticket.id });
      return false;
    });
  }
}
