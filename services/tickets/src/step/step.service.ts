import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { StepRequest } from '@zhishou/messages/case-process';
import type { Caller } from '@zhishou/platform/auth/caller';
import { currentContext, noteCommit } from '@zhishou/platform/context';
import { badInput, conflict, forbidden } from '@zhishou/platform/errors';
import type { TicketStep } from '@zhishou/rules/ticket-case';
import type { Refusal } from '@zhishou/rules/life';
import { allowedActions, refusalOf } from '@zhishou/rules/ticket-permission';
import { DataSource } from 'typeorm';
import { DatabaseClock } from '@zhishou/platform/process/database-clock';
import type { Ticket } from '../ticket/ticket.entity.js';
import { TicketService } from '../ticket/ticket.service.js';
import { Transition } from '@zhishou/platform/process/transition.entity';
import { TICKETS } from '../process/ticket.table.js';
import { checkMadeAt } from './offline.check.js';
import { bodyHashOf, newAttemptId, type StepBody, stepIdOf } from '@zhishou/platform/process/step-identity';
import { StepSender } from '@zhishou/platform/process/step.sender';

export interface AskedStep {
  ticketId: string;
  step: TicketStep;
  /** what it puts on file */
  details?: Record<string, unknown>;
  idempotencyKey?: string;
  /** what else must hold now; not asked of a step that was taken before. @throws UserError BAD_USER_INPUT */
  check?: (ticket: Ticket) => void | Promise<void>;
}

/** Takes a step of a ticket: asks the rules, sends it to the ticket's process, answers with what is then recorded. */
@Injectable()
export class StepService {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly tickets: TicketService,
    private readonly clock: DatabaseClock,
    private readonly sender: StepSender,
  ) {}

  /** @throws UserError NOT_FOUND, FORBIDDEN, CONFLICT, BAD_USER_INPUT (the key was another step's), UNAVAILABLE */
  async take(caller: Caller, asked: AskedStep): Promise<Ticket> {
    const { ticketId, step, details = {}, idempotencyKey } = asked;
    const [ticket, now] = await Promise.all([
      this.tickets.visible(caller, ticketId, 'ticketId'),
      this.clock.now(),
    ]);
    const request: StepRequest<TicketStep> = {
      stepId: stepIdOf(caller.personId, idempotencyKey),
      attemptId: newAttemptId(),
      step,
      details,
      by: { id: caller.personId, role: caller.role, address: currentContext()?.address },
      requestId: currentContext()?.requestId ?? '',
    };
    const isRepeat = (): Promise<boolean> =>
      idempotencyKey === undefined
        ? Promise.resolve(false)
        : this.wasTaken(request.stepId, { caseId: ticketId, step, details });
    if (await isRepeat()) return this.tickets.byId(ticketId);
    const refusal = refusalOf(ticket.process, step, request.by, now);
    if (refusal) throw refused(ticket, refusal, request, now);
    await this.checkMadeAt(ticket, step, now);
    await asked.check?.(ticket);
    const late = await this.sender.send(TICKETS, ticket, request);
    if (!late) noteCommit();
    await isRepeat();
    const after = await this.tickets.byId(ticketId);
    if (late) throw refused(after, late, request, await this.clock.now());
    return after;
  }

  private async checkMadeAt(ticket: Ticket, step: TicketStep, now: number): Promise<void> {
    if (!('madeAt' in step) || step.madeAt === undefined) return;
    const last = await this.db
      .getRepository(Transition)
      .findOne({ where: { caseId: ticket.id }, order: { version: 'DESC' } });
    checkMadeAt(ticket, step.madeAt, last, now);
  }

  /** @throws UserError BAD_USER_INPUT when the key that names the step was used for another one */
  private async wasTaken(stepId: string, body: StepBody): Promise<boolean> {
    const recorded = await this.db.getRepository(Transition).findOneBy({ stepId });
    if (recorded && recorded.bodyHash !== bodyHashOf(body)) {
      throw badInput([{ path: 'idempotencyKey', message: 'already used for another step' }]);
    }
    return recorded !== null;
  }
}

function refused(ticket: Ticket, refusal: Refusal, { by }: StepRequest<TicketStep>, now: number): Error {
  if (refusal.code === 'FORBIDDEN') return forbidden(refusal.message);
  return conflict(refusal.message, { state: ticket.state, allowed: allowedActions(ticket.process, by, now) });
}
