import { INSPECTION_DRIFT_FOUND } from '@zhishou/messages/reconciliation';
import { TASK_QUEUES } from '@zhishou/messages/task-queues';
import { TOPICS } from '@zhishou/messages/topics';
import { measureOfWorkflow, measureWorkflowId } from '@zhishou/messages/workflow-ids';
import type { CaseTable } from '@zhishou/platform/process/case-table';
import { MEASURE } from '@zhishou/rules/inspection/measure';
import type { MeasureCase, MeasureStep } from '@zhishou/rules/inspection/measure-case';
import { measureActions } from '@zhishou/rules/inspection/measure-permission';
import { Measure } from './measure.entity.js';

export const MEASURES: CaseTable<Measure, MeasureCase, MeasureStep> = {
  kind: 'measure',
  entity: Measure,
  since: 'addedAt',
  life: MEASURE,
  taskQueue: TASK_QUEUES.inspections,
  workflowOf: ({ id }) => ({ id: measureWorkflowId(id), type: 'measure' }),
  allowed: measureActions,
  workflowTypes: ['measure'],
  workflowIdsOf: (caseId) => [measureWorkflowId(caseId)],
  caseOf: measureOfWorkflow,
  nameOf: ({ id }) => id,
  endedAt: ({ closedAt }) => closedAt,
  carriedNow: `(measure.closed_at IS NULL)`,
  driftFound: { topic: TOPICS.inspections, type: INSPECTION_DRIFT_FOUND },
};
