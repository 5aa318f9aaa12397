import { DRIFT_FOUND } from '@zhishou/messages/reconciliation';
import { TASK_QUEUES } from '@zhishou/messages/task-queues';
import { TOPICS } from '@zhishou/messages/topics';
import {
  TICKET_WORKFLOW_TYPES,
  ticketOfWorkflow,
  ticketWorkflowId,
  ticketWorkflowIds,
  ticketWorkflowType,
} from '@zhishou/messages/workflow-ids';
import type { CaseTable } from '@zhishou/platform/process/case-table';
import { TICKET } from '@zhishou/rules/ticket';
import type { TicketCase, TicketStep } from '@zhishou/rules/ticket-case';
import { allowedActions } from '@zhishou/rules/ticket-permission';
import { IS_OPEN } from '../ticket/open.condition.js';
import { Ticket } from '../ticket/ticket.entity.js';

export const TICKETS: CaseTable<Ticket, TicketCase, TicketStep> = {
  kind: 'ticket',
  entity: Ticket,
  since: 'reportedAt',
  life: TICKET,
  taskQueue: TASK_QUEUES.tickets,
  workflowOf: ({ kind, id }) => ({ id: ticketWorkflowId(kind, id), type: ticketWorkflowType(kind) }),
  allowed: allowedActions,
  workflowTypes: TICKET_WORKFLOW_TYPES,
  workflowIdsOf: ticketWorkflowIds,
  caseOf: ticketOfWorkflow,
  nameOf: ({ number }) => number,
  endedAt: ({ closedAt }) => closedAt,
  carriedNow: `(
    ${IS_OPEN}
    OR ticket.state = 'CLOSED' AND ticket.kind = 'FAULT'
       AND ticket.closed_at > clock_timestamp()
         - (ticket.process #>> '{rules,callbackOpenMs}')::bigint * interval '1 millisecond')`,
  driftFound: { topic: TOPICS.tickets, type: DRIFT_FOUND },
};
