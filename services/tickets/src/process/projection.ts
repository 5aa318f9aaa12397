import type { RecordTransitionInput } from '@zhishou/messages/case-process';
import { breachedAt, clockState, dueAt } from '@zhishou/rules/clock';
import type { TicketCase } from '@zhishou/rules/ticket-case';
import type { EntityManager } from 'typeorm';
import { ClockRow } from '../ticket/clock.entity.js';
import type { Ticket } from '../ticket/ticket.entity.js';
import type { TicketStep } from '@zhishou/rules/ticket-case';

const date = (at: number | null): Date | null => (at === null ? null : new Date(at));

/** The columns of a ticket that follow from its case. */
export const processColumns = (ticket: TicketCase): Partial<Ticket> => ({
  severity: ticket.severity,
  state: ticket.state,
  round: ticket.round,
  version: ticket.version,
  coverage: ticket.coverage,
  assigneeId: ticket.assigneeId,
  acceptedAt: date(ticket.acceptedAt),
  repairedAt: date(ticket.repairedAt),
  closedAt: date(ticket.closedAt),
  process: ticket,
});

/** What a step puts on the ticket itself, beside the process; the fault's type is that of the last repair. */
export function filedColumns({
  step,
  details,
}: Pick<RecordTransitionInput<TicketStep>, 'step' | 'details'>): Partial<Ticket> {
  switch (step.action) {
    case 'fileRepairReport':
      return { faultType: details.faultType as string };
    case 'recordRecoveryTest':
      return step.passed ? {} : { faultType: null };
    case 'correctFaultStart':
      return { startedAt: new Date(details.startedAt as string) };
    case 'answerConsultation':
    case 'closeOtherMatter':
      return { answer: details.answer as string };
    default:
      return {};
  }
}

/** The clocks of a case as they stand at `now` (ms). */
export const clockRows = (ticket: TicketCase, now: number): ClockRow[] =>
  ticket.clocks.map((clock) => {
    const state = clockState(clock, now);
    const hasDeadline = state !== 'PAUSED' && state !== 'CANCELLED';
    return {
      ticketId: ticket.ticketId,
      kind: clock.kind,
      state,
      dueAt: hasDeadline ? new Date(dueAt(clock, now)) : null,
      breachedAt: date(breachedAt(clock, now)),
      ledger: clock,
    };
  });

export async function writeClocks(manager: EntityManager, ticket: TicketCase, now: number): Promise<void> {
  await manager.upsert(ClockRow, clockRows(ticket, now), ['ticketId', 'kind']);
}
