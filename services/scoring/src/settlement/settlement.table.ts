import { SETTLEMENT_DRIFT_FOUND } from '@zhishou/messages/reconciliation';
import { TASK_QUEUES } from '@zhishou/messages/task-queues';
import { TOPICS } from '@zhishou/messages/topics';
import { settlementOfWorkflow, settlementWorkflowId } from '@zhishou/messages/workflow-ids';
import type { CaseTable } from '@zhishou/platform/process/case-table';
import type { SettlementCase, SettlementStep } from '@zhishou/rules/settlement/settlement-case';
import { SETTLEMENT, settlementActions } from '@zhishou/rules/settlement/settlement-process';
import { Settlement } from './settlement.entity.js';

export const SETTLEMENTS: CaseTable<Settlement, SettlementCase, SettlementStep> = {
  kind: 'settlement',
  entity: Settlement,
  since: 'openedAt',
  life: SETTLEMENT,
  taskQueue: TASK_QUEUES.scoring,
  workflowOf: ({ id }) => ({ id: settlementWorkflowId(id), type: 'settlement' }),
  allowed: settlementActions,
  workflowTypes: ['settlement'],
  workflowIdsOf: (caseId) => [settlementWorkflowId(caseId)],
  caseOf: settlementOfWorkflow,
  nameOf: ({ id }) => id,
  endedAt: ({ settledAt }) => settledAt,
  carriedNow: `(settlement.state <> 'SETTLED')`,
  driftFound: { topic: TOPICS.scoring, type: SETTLEMENT_DRIFT_FOUND },
};
