import type { TicketSnapshot } from '@zhishou/messages/events';
import type { FaultFacts } from '@zhishou/rules/availability';

/** What availability asks of a ticket as it last stood. A repair that failed its test is not in it any more. */
export const faultFactsOf = (ticket: TicketSnapshot): FaultFacts => ({
  ...ticket,
  reportedAt: Date.parse(ticket.reportedAt),
  repairedAt: ticket.repairedAt === null ? null : Date.parse(ticket.repairedAt),
});
