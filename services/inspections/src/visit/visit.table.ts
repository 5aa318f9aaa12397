import { INSPECTION_DRIFT_FOUND } from '@zhishou/messages/reconciliation';
import { TASK_QUEUES } from '@zhishou/messages/task-queues';
import { TOPICS } from '@zhishou/messages/topics';
import { visitOfWorkflow, visitWorkflowId } from '@zhishou/messages/workflow-ids';
import type { CaseTable } from '@zhishou/platform/process/case-table';
import { VISIT } from '@zhishou/rules/inspection/visit';
import type { VisitCase, VisitStep } from '@zhishou/rules/inspection/visit-case';
import { visitActions } from '@zhishou/rules/inspection/visit-permission';
import { Visit } from './visit.entity.js';

export const VISITS: CaseTable<Visit, VisitCase, VisitStep> = {
  kind: 'visit',
  entity: Visit,
  since: 'plannedAt',
  life: VISIT,
  taskQueue: TASK_QUEUES.inspections,
  workflowOf: ({ id }) => ({ id: visitWorkflowId(id), type: 'visit' }),
  allowed: visitActions,
  workflowTypes: ['visit'],
  workflowIdsOf: (caseId) => [visitWorkflowId(caseId)],
  caseOf: visitOfWorkflow,
  nameOf: ({ id }) => id,
  endedAt: ({ closedAt }) => closedAt,
  carriedNow: `(visit.process ->> 'closedAt' IS NULL AND visit.state NOT IN ('SIGNED', 'CANCELLED'))`,
  driftFound: { topic: TOPICS.inspections, type: INSPECTION_DRIFT_FOUND },
};
