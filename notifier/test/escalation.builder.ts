import { ESCALATION_RAISED, type EscalationData, type Event } from '@zhishou/messages/events';
import { newId } from '@zhishou/platform/ids';

/** A breach of a response clock, as the tickets service would tell it. */
export function escalation(data: Partial<EscalationData> = {}): Event<EscalationData> {
  const ticketId = data.ticketId ?? newId('tkt');
  return {
    specversion: '1.0',
    id: newId('evt'),
    source: '/zhishou/tickets',
    type: ESCALATION_RAISED,
    subject: ticketId,
    time: '2026-06-28T02:10:00.001Z',
    datacontenttype: 'application/json',
    sequence: '1',
    data: {
      escalationId: newId('esc'),
      reason: 'RESPONSE_BREACH',
      level: 1,
      ticketId,
      number: 'F-20260628-0001',
      severity: 'MAJOR',
      assetCode: 'VC-SERVER',
      assetName: '视频会议服务器',
      clock: 'RESPONSE',
      dueAt: '2026-06-28T02:10:00.000Z',
      sparePart: null,
      at: '2026-06-28T02:10:00.001Z',
      ...data,
    },
  };
}
