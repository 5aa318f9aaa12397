import type { ReviewSnapshot } from '@zhishou/messages/review-events';
import { dueAt } from '@zhishou/rules/clock';
import type { ReviewCase } from '@zhishou/rules/inspection/review-case';
import type { Review } from './review.entity.js';

/** The end of the last day that is in time. */
export function reviewDueAt({ clocks: [clock] }: ReviewCase): Date {
  return new Date(dueAt(clock!, clock!.startedAt));
}

/** The review's public state for an event. */
export const reviewSnapshot = ({
  id,
  ticketId,
  contractId,
  state,
  faultClosedAt,
  process,
}: Review): ReviewSnapshot => ({
  ...{ id, ticketId, contractId, state },
  faultClosedAt: faultClosedAt.toISOString(),
  dueAt: reviewDueAt(process).toISOString(),
});
