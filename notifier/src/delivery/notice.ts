import { ESCALATION_RAISED, type EscalationData, type Event } from '@zhishou/messages/events';
import { type AuditHead, HEAD_GIVEN } from '@zhishou/messages/head-events';
import type { Notice } from '@zhishou/messages/webhook';

/** What the outside is told of. */
export type Told = Event<EscalationData> | Event<AuditHead>;

export const isTold = (event: Event): event is Told =>
  event.type === ESCALATION_RAISED || event.type === HEAD_GIVEN;

const isHead = (event: Told): event is Event<AuditHead> => event.type === HEAD_GIVEN;

/** What the outside is told of an event: the fields of the webhook's contract and no other. */
export function noticeOf(event: Told): Notice {
  const { id, source, time } = event;
  const head = { specversion: '1.0', id, source } as const;
  if (isHead(event)) return { ...head, type: HEAD_GIVEN, time, data: headOf(event.data) };
  return { ...head, type: ESCALATION_RAISED, time, data: escalationOf(event.data) };
}

/** The id of what a notice is about. */
export const subjectOf = (notice: Notice): string =>
  notice.type === HEAD_GIVEN
    ? `head-${notice.data.number}`
    : (notice.data.ticketId ?? notice.data.escalationId);

const headOf = ({ number, at, chains, previous, keyId, signature }: AuditHead): AuditHead => ({
  ...{ number, at, chains, previous, keyId, signature },
});

const escalationOf = (data: EscalationData): EscalationData => {
  const { escalationId, reason, level, at, dueAt, clock } = data;
  const { ticketId, number, severity, assetCode, assetName, sparePart } = data;
  return {
    ...{ escalationId, reason, level, ticketId, number, severity },
    ...{ assetCode, assetName, clock, dueAt, sparePart, at },
  };
};
