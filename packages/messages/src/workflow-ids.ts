import type { TicketKind } from '@zhishou/rules/ticket-life';

const PREFIX: Record<TicketKind, string> = { FAULT: 'fault', CONSULTATION: 'consultation', OTHER: 'other' };

/** `fault/{ticketId}` and its like; the same ticket always has the same workflow id. */
export const ticketWorkflowId = (kind: TicketKind, ticketId: string): string => `${PREFIX[kind]}/${ticketId}`;

/** The ticket of a workflow id made by {@link ticketWorkflowId}. */
export const ticketOfWorkflow = (workflowId: string): string => workflowId.slice(workflowId.indexOf('/') + 1);

/** The workflow type that carries a ticket of this kind. */
export const ticketWorkflowType = (kind: TicketKind): string =>
  kind === 'OTHER' ? 'otherMatter' : PREFIX[kind];

/** Every workflow type that carries a ticket. */
export const TICKET_WORKFLOW_TYPES = (Object.keys(PREFIX) as TicketKind[]).map(ticketWorkflowType);

/** The schedule of the reconciliation, and the beginning of its workflows' ids. */
export const RECONCILIATION = 'reconcile-tickets';

export const RECONCILIATION_TYPE = 'reconcileTickets';

/** Type, task queue and beginning of the id of the workflow that shows Temporal's clock; no worker takes it. */
export const CLOCK_PROBE = 'clock-probe';
