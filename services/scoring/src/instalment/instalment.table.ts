import { INSTALMENT_DRIFT_FOUND } from '@zhishou/messages/reconciliation';
import { TASK_QUEUES } from '@zhishou/messages/task-queues';
import { TOPICS } from '@zhishou/messages/topics';
import { instalmentOfWorkflow, instalmentWorkflowId } from '@zhishou/messages/workflow-ids';
import type { CaseTable } from '@zhishou/platform/process/case-table';
import type { InstalmentCase, InstalmentStep } from '@zhishou/rules/settlement/instalment-case';
import { instalmentActions } from '@zhishou/rules/settlement/instalment-permission';
import { INSTALMENT } from '@zhishou/rules/settlement/instalment-process';
import { Instalment } from './instalment.entity.js';

export const INSTALMENTS: CaseTable<Instalment, InstalmentCase, InstalmentStep> = {
  kind: 'instalment',
  entity: Instalment,
  since: 'openedAt',
  life: INSTALMENT,
  taskQueue: TASK_QUEUES.scoring,
  workflowOf: ({ id }) => ({ id: instalmentWorkflowId(id), type: 'instalment' }),
  allowed: instalmentActions,
  workflowTypes: ['instalment'],
  workflowIdsOf: (caseId) => [instalmentWorkflowId(caseId)],
  caseOf: instalmentOfWorkflow,
  nameOf: ({ id }) => id,
  endedAt: ({ closedAt }) => closedAt,
  carriedNow: `(instalment.process ->> 'closedAt' IS NULL)`,
  driftFound: { topic: TOPICS.scoring, type: INSTALMENT_DRIFT_FOUND },
};
