import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { Client, WorkflowNotFoundError } from '@temporalio/client';
import { caseQuery, type StepRequest, stepUpdate } from '@zhishou/messages/case-process';
import { ticketWorkflowId } from '@zhishou/messages/workflow-ids';
import { currentRequestId } from '@zhishou/platform/context';
import { isFinal } from '@zhishou/rules/ticket-life';
import { DataSource, MoreThan } from 'typeorm';
import { ProcessStarter } from '../process/process.starter.js';
import type { Ticket } from '../ticket/ticket.entity.js';
import { Transition } from '../ticket/transition.entity.js';
import { newAttemptId } from './step-identity.js';
import type { TicketStep } from '@zhishou/rules/ticket-case';

/** How long a caller waits for a step to be taken. */
const PATIENCE_MS = 10_000;

/** Steps as updates of the tickets' workflows. */
@Injectable()
export class StepUpdates {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly temporal: Client,
    private readonly starter: ProcessStarter,
  ) {}

  /** Resolves once the step is recorded; a ticket that is not over and has no workflow gets one. */
  async execute(ticket: Ticket, request: StepRequest<TicketStep>): Promise<void> {
    try {
      await this.update(ticket, request);
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError) || isFinal(ticket.state)) throw error;
      await this.starter.start(ticket);
      await this.update(ticket, request);
    }
  }

  /**
   * Tells the workflow again, in order, what PostgreSQL has recorded and it never learned, because Temporal died
   * between the two. Each step is found by its id and gives the same instant; nothing is written twice.
   * All of it within one patience: what is not told by then is left to the next time.
   * @returns whether there was anything to tell
   */
  catchUp(ticket: Ticket): Promise<boolean> {
    return this.inTime(() => this.tellMissed(ticket));
  }

  private async tellMissed(ticket: Ticket): Promise<boolean> {
    const known = await this.workflowOf(ticket).query(caseQuery);
    const missed = await this.db.getRepository(Transition).find({
      where: { ticketId: ticket.id, version: MoreThan(known.version) },
      order: { version: 'ASC' },
    });
    for (const recorded of missed) await this.tell(ticket, asAskedFor(recorded));
    return missed.length > 0;
  }

  private async update(ticket: Ticket, request: StepRequest<TicketStep>): Promise<void> {
    await this.inTime(() => this.tell(ticket, request));
  }

  private async tell(ticket: Ticket, request: StepRequest<TicketStep>): Promise<void> {
    const options: { args: [StepRequest<TicketStep>]; updateId: string } = {
      args: [request],
      updateId: request.attemptId,
    };
    await this.workflowOf(ticket).executeUpdate(stepUpdate, options);
  }

  private workflowOf({ id, kind }: Ticket) {
    return this.temporal.workflow.getHandle(ticketWorkflowId(kind, id));
  }

  private inTime<T>(call: () => Promise<T>): Promise<T> {
    return this.temporal.withDeadline(Date.now() + PATIENCE_MS, call);
  }
}

const asAskedFor = ({ stepId, step, details, byId, byRole }: Transition): StepRequest<TicketStep> => ({
  stepId,
  attemptId: newAttemptId(),
  step,
  details,
  by: { id: byId, role: byRole },
  requestId: currentRequestId() ?? '',
});
