import { TASK_QUEUES } from '@zhishou/messages/task-queues';
import { ticketWorkflowId, ticketWorkflowType } from '@zhishou/messages/workflow-ids';
import type { CaseTable } from '@zhishou/platform/process/case-table';
import { TICKET } from '@zhishou/rules/ticket';
import type { TicketCase, TicketStep } from '@zhishou/rules/ticket-case';
import { allowedActions } from '@zhishou/rules/ticket-permission';
import { Ticket } from '../ticket/ticket.entity.js';

export const TICKETS: CaseTable<Ticket, TicketCase, TicketStep> = {
  kind: 'ticket',
  entity: Ticket,
  since: 'reportedAt',
  life: TICKET,
  taskQueue: TASK_QUEUES.tickets,
  workflowOf: ({ kind, id }) => ({ id: ticketWorkflowId(kind, id), type: ticketWorkflowType(kind) }),
  allowed: allowedActions,
};
