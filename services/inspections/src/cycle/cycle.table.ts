import { INSPECTION_DRIFT_FOUND } from '@zhishou/messages/reconciliation';
import { TASK_QUEUES } from '@zhishou/messages/task-queues';
import { TOPICS } from '@zhishou/messages/topics';
import { cycleOfWorkflow, cycleWorkflowId } from '@zhishou/messages/workflow-ids';
import type { CaseTable } from '@zhishou/platform/process/case-table';
import { CYCLE } from '@zhishou/rules/inspection/cycle';
import type { CycleCase, CycleStep } from '@zhishou/rules/inspection/cycle-case';
import { cycleActions } from '@zhishou/rules/inspection/cycle-permission';
import { Cycle } from './cycle.entity.js';
import { mutationsOf } from './cycle.mutations.js';

export const CYCLES: CaseTable<Cycle, CycleCase, CycleStep> = {
  kind: 'cycle',
  entity: Cycle,
  since: 'openedAt',
  life: CYCLE,
  taskQueue: TASK_QUEUES.inspections,
  workflowOf: ({ id }) => ({ id: cycleWorkflowId(id), type: 'inspectionCycle' }),
  allowed: (cycle, by, now) => mutationsOf(cycleActions(cycle, by, now)),
  workflowTypes: ['inspectionCycle'],
  workflowIdsOf: (caseId) => [cycleWorkflowId(caseId)],
  caseOf: cycleOfWorkflow,
  nameOf: ({ id }) => id,
  endedAt: ({ closedAt }) => closedAt,
  carriedNow: `(cycle.state <> 'CLOSED'
    OR to_timestamp((cycle.process ->> 'lastDueAt')::float8 / 1000) > clock_timestamp())`,
  driftFound: { topic: TOPICS.inspections, type: INSPECTION_DRIFT_FOUND },
};
