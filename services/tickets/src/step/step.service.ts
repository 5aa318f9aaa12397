import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { StepRequest } from '@zhishou/messages/ticket-workflow';
import type { Caller } from '@zhishou/platform/auth/caller';
import { currentContext } from '@zhishou/platform/context';
import { databaseNow } from '@zhishou/platform/db/clock';
import { badInput, conflict, forbidden } from '@zhishou/platform/errors';
import type { TicketStep } from '@zhishou/rules/ticket-case';
import { allowedActions, type Refusal, refusalOf } from '@zhishou/rules/ticket-permission';
import { DataSource } from 'typeorm';
import type { Ticket } from '../ticket/ticket.entity.js';
import { TicketService } from '../ticket/ticket.service.js';
import { Transition } from '../ticket/transition.entity.js';
import { checkMadeAt } from './offline.check.js';
import { bodyHashOf, newAttemptId, stepIdOf } from './step-identity.js';
import { StepSender } from './step.sender.js';

export interface AskedStep {
  ticketId: string;
  step: TicketStep;
  /** what it puts on file */
  details?: Record<string, unknown>;
  idempotencyKey?: string;
}

/** Takes a step of a ticket: asks the rules, sends it to the ticket's process, answers with what is then recorded. */
@Injectable()
export class StepService {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly tickets: TicketService,
    private readonly sender: StepSender,
  ) {}

  /** @throws UserError NOT_FOUND, FORBIDDEN, CONFLICT, BAD_USER_INPUT (the key was another step's), UNAVAILABLE */
  async take(caller: Caller, { ticketId, step, details = {}, idempotencyKey }: AskedStep): Promise<Ticket> {
    const ticket = await this.tickets.visible(caller, ticketId, 'ticketId');
    const stepId = stepIdOf(caller.personId, idempotencyKey);
    if (idempotencyKey !== undefined && (await this.isRepeat(stepId, step, details))) return ticket;
    const by = { id: caller.personId, role: caller.role, address: currentContext()?.address };
    const refusal = refusalOf(ticket.process, step, by);
    if (refusal) throw refused(ticket, refusal, caller);
    if ('madeAt' in step && step.madeAt !== undefined) {
      checkMadeAt(ticket, step.madeAt, await this.lastStep(ticket.id), await databaseNow(this.db.manager));
    }
    const request: StepRequest = {
      stepId,
      attemptId: newAttemptId(),
      step,
      details,
      by,
      requestId: currentContext()?.requestId ?? '',
    };
    const late = await this.sender.send(ticket, request);
    const now = await this.tickets.byId(ticket.id);
    if (late) throw refused(now, late, caller);
    await this.isRepeat(stepId, step, details);
    return now;
  }

  private lastStep(ticketId: string): Promise<Transition | null> {
    return this.db.getRepository(Transition).findOne({ where: { ticketId }, order: { version: 'DESC' } });
  }

  private async isRepeat(
    stepId: string,
    step: TicketStep,
    details: Record<string, unknown>,
  ): Promise<boolean> {
    const recorded = await this.db.getRepository(Transition).findOneBy({ stepId });
    if (recorded && recorded.bodyHash !== bodyHashOf(step, details)) {
      throw badInput([{ path: 'idempotencyKey', message: 'already used for another step' }]);
    }
    return recorded !== null;
  }
}

function refused(ticket: Ticket, refusal: Refusal, caller: Caller): Error {
  if (refusal.code === 'FORBIDDEN') return forbidden(refusal.message);
  const allowed = allowedActions(ticket.process, { id: caller.personId, role: caller.role });
  return conflict(refusal.message, { state: ticket.state, allowed });
}
