import { INSPECTION_DRIFT_FOUND } from '@zhishou/messages/reconciliation';
import { TASK_QUEUES } from '@zhishou/messages/task-queues';
import { TOPICS } from '@zhishou/messages/topics';
import { reviewOfWorkflow, reviewWorkflowId } from '@zhishou/messages/workflow-ids';
import type { CaseTable } from '@zhishou/platform/process/case-table';
import { REVIEW, reviewActions } from '@zhishou/rules/inspection/review';
import type { ReviewCase, ReviewStep } from '@zhishou/rules/inspection/review-case';
import { Review } from './review.entity.js';

export const REVIEWS: CaseTable<Review, ReviewCase, ReviewStep> = {
  kind: 'review',
  entity: Review,
  since: 'askedAt',
  life: REVIEW,
  taskQueue: TASK_QUEUES.inspections,
  workflowOf: ({ id }) => ({ id: reviewWorkflowId(id), type: 'majorFaultReview' }),
  allowed: reviewActions,
  workflowTypes: ['majorFaultReview'],
  workflowIdsOf: (caseId) => [reviewWorkflowId(caseId)],
  caseOf: reviewOfWorkflow,
  nameOf: ({ ticketNumber }) => ticketNumber,
  endedAt: ({ filed }) => filed?.at ?? null,
  carriedNow: `(review.state <> 'FILED')`,
  driftFound: { topic: TOPICS.inspections, type: INSPECTION_DRIFT_FOUND },
};
