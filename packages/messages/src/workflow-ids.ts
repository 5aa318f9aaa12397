import type { TicketKind } from '@zhishou/rules/ticket-life';

const PREFIX: Record<TicketKind, string> = { FAULT: 'fault', CONSULTATION: 'consultation', OTHER: 'other' };

/** `fault/{ticketId}` and its like; the same ticket always has the same workflow id. */
export const ticketWorkflowId = (kind: TicketKind, ticketId: string): string => `${PREFIX[kind]}/${ticketId}`;

/** The workflow type that carries a ticket of this kind. */
export const ticketWorkflowType = (kind: TicketKind): string =>
  kind === 'OTHER' ? 'otherMatter' : PREFIX[kind];
