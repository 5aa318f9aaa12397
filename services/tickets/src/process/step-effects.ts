import { ESCALATION_WITHDRAWN } from '@zhishou/messages/events';
import { TOPICS } from '@zhishou/messages/topics';
import type { Change } from '@zhishou/platform/process/recording';
import { appendEvent } from '@zhishou/platform/outbox/outbox';
import { marksOf } from '@zhishou/rules/clock';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import type { EntityManager } from 'typeorm';
import { Escalation } from '../escalation/escalation.entity.js';
import { raiseEscalation } from '../escalation/raise-escalation.js';
import { takeSpareParts } from '../spare-part/take-spare-parts.js';
import type { Ticket } from '../ticket/ticket.entity.js';
import type { TicketStep } from '@zhishou/rules/ticket-case';

/** What some steps bring about beside the ticket itself, in the transaction of the step. */
export async function applyStepEffects(
  manager: EntityManager,
  contract: Contract,
  { before, after: ticket, input, at }: Change<Ticket, TicketStep>,
): Promise<void> {
  switch (input.step.action) {
    case 'fileRepairReport':
      return takeSpareParts(manager, contract, input, new Date(at));
    case 'reclassifyTicket':
      if (ticket.severity !== 'MAJOR' || before.severity === 'MAJOR') return;
      return raiseEscalation(manager, ticket, contract, { reason: 'MAJOR_FAULT', at: new Date(at) });
    case 'acceptOfflineInstant':
      return withdrawAlarms(manager, ticket, at);
    default:
  }
}

/** What was told of a clock that turns out to have been met in time is taken back, once (domain §4). */
async function withdrawAlarms(manager: EntityManager, ticket: Ticket, at: number): Promise<void> {
  const standing = ticket.process.clocks.flatMap(marksOf).map(({ clock, mark }) => `${clock}/${mark}`);
  const told = await manager
    .createQueryBuilder(Escalation, 'escalation')
    .where(
      'escalation.ticketId = :id AND escalation.mark IS NOT NULL AND escalation.withdrawnAt IS NULL',
      ticket,
    )
    .getMany();
  for (const alarm of told.filter(({ clock, mark }) => !standing.includes(`${clock}/${mark}`))) {
    await manager.update(Escalation, { id: alarm.id }, { withdrawnAt: new Date(at) });
    await appendEvent(manager, {
      topic: TOPICS.tickets,
      type: ESCALATION_WITHDRAWN,
      subject: ticket.id,
      time: new Date(at),
      data: { escalationId: alarm.id, ticketId: ticket.id, reason: alarm.reason },
    });
  }
}
