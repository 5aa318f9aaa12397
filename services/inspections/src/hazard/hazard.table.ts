import { INSPECTION_DRIFT_FOUND } from '@zhishou/messages/reconciliation';
import { TASK_QUEUES } from '@zhishou/messages/task-queues';
import { TOPICS } from '@zhishou/messages/topics';
import { hazardOfWorkflow, hazardWorkflowId } from '@zhishou/messages/workflow-ids';
import type { CaseTable } from '@zhishou/platform/process/case-table';
import { HAZARD } from '@zhishou/rules/inspection/hazard';
import type { HazardCase, HazardStep } from '@zhishou/rules/inspection/hazard-case';
import { hazardActions } from '@zhishou/rules/inspection/hazard-permission';
import { Hazard } from './hazard.entity.js';

export const HAZARDS: CaseTable<Hazard, HazardCase, HazardStep> = {
  kind: 'hazard',
  entity: Hazard,
  since: 'proposedAt',
  life: HAZARD,
  taskQueue: TASK_QUEUES.inspections,
  workflowOf: ({ id }) => ({ id: hazardWorkflowId(id), type: 'hazard' }),
  allowed: hazardActions,
  workflowTypes: ['hazard'],
  workflowIdsOf: (caseId) => [hazardWorkflowId(caseId)],
  caseOf: hazardOfWorkflow,
  nameOf: ({ id }) => id,
  endedAt: ({ closedAt }) => closedAt,
  carriedNow: `(hazard.closed_at IS NULL)`,
  driftFound: { topic: TOPICS.inspections, type: INSPECTION_DRIFT_FOUND },
};
