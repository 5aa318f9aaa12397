import { SHEET_DRIFT_FOUND } from '@zhishou/messages/reconciliation';
import { TASK_QUEUES } from '@zhishou/messages/task-queues';
import { TOPICS } from '@zhishou/messages/topics';
import { sheetOfWorkflow, sheetWorkflowId } from '@zhishou/messages/workflow-ids';
import type { CaseTable } from '@zhishou/platform/process/case-table';
import type { SheetCase, SheetStep } from '@zhishou/rules/score/sheet-case';
import { sheetActions } from '@zhishou/rules/score/sheet-permission';
import { SHEET } from '@zhishou/rules/score/sheet-process';
import { ScoreSheet } from './sheet.entity.js';

export const SHEETS: CaseTable<ScoreSheet, SheetCase, SheetStep> = {
  kind: 'sheet',
  entity: ScoreSheet,
  since: 'openedAt',
  life: SHEET,
  taskQueue: TASK_QUEUES.scoring,
  workflowOf: ({ id }) => ({ id: sheetWorkflowId(id), type: 'scoreSheet' }),
  allowed: sheetActions,
  workflowTypes: ['scoreSheet'],
  workflowIdsOf: (caseId) => [sheetWorkflowId(caseId)],
  caseOf: sheetOfWorkflow,
  nameOf: ({ id }) => id,
  endedAt: ({ confirmedAt }) => confirmedAt,
  carriedNow: `(sheet.state <> 'CONFIRMED')`,
  driftFound: { topic: TOPICS.scoring, type: SHEET_DRIFT_FOUND },
};
