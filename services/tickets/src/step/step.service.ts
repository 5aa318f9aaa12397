import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { Caller } from '@zhishou/platform/auth/caller';
import { StepTaker } from '@zhishou/platform/process/step.taker';
import { Transition } from '@zhishou/platform/process/transition.entity';
import type { TicketStep } from '@zhishou/rules/ticket-case';
import { DataSource } from 'typeorm';
import { TICKETS } from '../process/ticket.table.js';
import type { Ticket } from '../ticket/ticket.entity.js';
import { TicketService } from '../ticket/ticket.service.js';
import { checkMadeAt } from './offline.check.js';

export interface AskedStep {
  ticketId: string;
  step: TicketStep;
  /** what it puts on file */
  details?: Record<string, unknown>;
  idempotencyKey?: string;
  /** what else must hold now; not asked of a step that was taken before. @throws UserError BAD_USER_INPUT */
  check?: (ticket: Ticket) => void | Promise<void>;
}

/** Takes a step of a ticket that the caller may see. */
@Injectable()
export class StepService {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly tickets: TicketService,
    private readonly steps: StepTaker,
  ) {}

  /** @throws UserError NOT_FOUND, FORBIDDEN, CONFLICT, BAD_USER_INPUT (the key was another step's), UNAVAILABLE */
  take(caller: Caller, { ticketId, step, details, idempotencyKey, check }: AskedStep): Promise<Ticket> {
    return this.steps.take(TICKETS, caller, {
      row: this.tickets.visible(caller, ticketId, 'ticketId'),
      step,
      details,
      idempotencyKey,
      check: async (ticket, now) => {
        await this.checkMadeAt(ticket, step, now);
        await check?.(ticket);
      },
    });
  }

  private async checkMadeAt(ticket: Ticket, step: TicketStep, now: number): Promise<void> {
    if (!('madeAt' in step) || step.madeAt === undefined) return;
    const last = await this.db
      .getRepository(Transition)
      .findOne({ where: { caseId: ticket.id }, order: { version: 'DESC' } });
    checkMadeAt(ticket, step.madeAt, last, now);
  }
}
