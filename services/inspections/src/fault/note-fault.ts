import type { TicketEventData } from '@zhishou/messages/events';
import { insertOnce } from '@zhishou/platform/db/insert-once';
import type { EntityManager } from 'typeorm';
import { FaultStanding } from './fault-standing.entity.js';

/** How the fault stands after a step taken then, once however often it is told; nothing of a ticket that is no fault. */
export async function noteFault(
  manager: EntityManager,
  { ticket, step }: Pick<TicketEventData, 'ticket' | 'step'>,
  at: Date,
): Promise<void> {
  if (ticket.kind !== 'FAULT') return;
  const { id: ticketId, version, number, contractId, assetCode, severity, state } = ticket;
  const said = step?.causeAnalysis;
  await insertOnce(manager, FaultStanding, {
    ...{ ticketId, version, at, number, contractId, assetCode, severity, state },
    reportedAt: new Date(ticket.reportedAt),
    repairedAt: ticket.repairedAt === null ? null : new Date(ticket.repairedAt),
    closedAt: ticket.closedAt === null ? null : new Date(ticket.closedAt),
    cause: typeof said === 'string' ? said : null,
  });
}
