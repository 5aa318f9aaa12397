import { randomUUID } from 'node:crypto';
import { type Event, TICKET_STEP_EVENTS, type TicketSnapshot } from '@zhishou/messages/events';
import { TOPICS } from '@zhishou/messages/topics';
import type { Publisher } from '@zhishou/platform/kafka/kafka';
import type { TicketAction } from '@zhishou/rules/ticket-life';

export type Told = Partial<TicketSnapshot> & Pick<TicketSnapshot, 'id'>;

let told = 0;

/** What the tickets service tells of a step of a fault: where nothing else is said, of a major one that is closed by now. */
export function tellTicket(
  kafka: Publisher,
  action: TicketAction,
  ticket: Told,
  step: Record<string, unknown> = {},
): Promise<void> {
  const time = new Date().toISOString();
  const closedAt = ticket.closedAt === undefined ? time : ticket.closedAt;
  told += 1;
  const fault: Partial<TicketSnapshot> = {
    ...{ kind: 'FAULT', severity: 'MAJOR', state: 'CLOSED', number: `GZ-${ticket.id.slice(-6)}`, closedAt },
    ...{ version: told, assetCode: 'L1-S1-01', reportedAt: time, repairedAt: null },
    ...{ contractId: 'shaoguan-2026', ...ticket },
  };
  const event: Event = {
    specversion: '1.0',
    id: `evt_${randomUUID().replaceAll('-', '')}`,
    source: '/zhishou/tickets',
    type: TICKET_STEP_EVENTS[action],
    subject: ticket.id,
    time,
    datacontenttype: 'application/json',
    sequence: String(told),
    data: { ticket: fault, step },
  };
  return kafka.send([{ topic: TOPICS.tickets, key: ticket.id, event }]);
}
