import { ESCALATION_RAISED, type EscalationData, type Event } from '@zhishou/messages/events';
import type { EscalationNotice } from '@zhishou/messages/webhook';

/** What the outside is told of an escalation: the fields of the webhook's contract and no other. */
export function noticeOf(event: Event<EscalationData>): EscalationNotice {
  const { escalationId, reason, level, at, dueAt, clock } = event.data;
  const { ticketId, number, severity, assetCode, assetName, sparePart } = event.data;
  return {
    specversion: '1.0',
    id: event.id,
    source: event.source,
    type: ESCALATION_RAISED,
    time: event.time,
    data: {
      escalationId,
      reason,
      level,
      ticketId,
      number,
      severity,
      assetCode,
      assetName,
      clock,
      dueAt,
      sparePart,
      at,
    },
  };
}
