import type { TicketSnapshot } from '@zhishou/messages/events';
import { REVIEW_ASKED, type ReviewEventData } from '@zhishou/messages/review-events';
import { TOPICS } from '@zhishou/messages/topics';
import { writeAudit } from '@zhishou/platform/audit/audit';
import { sha256 } from '@zhishou/platform/canonical-json';
import { insertOnce } from '@zhishou/platform/db/insert-once';
import { appendEvent } from '@zhishou/platform/outbox/outbox';
import { contractAt } from '@zhishou/rules/contract/contract-at';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { openReview } from '@zhishou/rules/inspection/review-case';
import { dayStart } from '@zhishou/rules/month';
import type { EntityManager } from 'typeorm';
import { keptOf } from '@zhishou/platform/contract/kept';
import { Review } from './review.entity.js';
import { auditedReview, reviewColumns } from './review.recording.js';
import { reviewSnapshot } from './review-snapshot.js';

type ClosedFault = Pick<TicketSnapshot, 'id' | 'number' | 'contractId'>;

/** The same fault is reviewed once, however often its closing is told. */
const reviewIdOf = (ticketId: string): string => `rvw_${sha256(ticketId).slice(0, 32)}`;

/**
 * A major fault was closed: its review is asked for, unless that was before the first day that is kept here (domain §10).
 * Instants in ms.
 */
export async function askForReview(
  manager: EntityManager,
  contracts: readonly Contract[],
  { id: ticketId, number, contractId: named }: ClosedFault,
  { closedAt, askedAt }: { closedAt: number; askedAt: number },
): Promise<void> {
  const contract = contracts.find(({ id }) => id === named) ?? contractAt(contracts, closedAt);
  const { keptFrom } = await keptOf(manager, contract);
  if (keptFrom !== null && closedAt < dayStart(keptFrom)) return;
  const at = new Date(askedAt);
  const process = openReview(reviewIdOf(ticketId), contract, askedAt);
  const review: Review = {
    ...{ id: process.reviewId, ticketId, ticketNumber: number, contractId: contract.id },
    ...{ faultClosedAt: new Date(closedAt), askedAt: at, processStartedAt: null },
    ...reviewColumns(process),
  };
  if (!(await insertOnce(manager, Review, review))) return;
  const data: ReviewEventData = { review: reviewSnapshot(review) };
  await appendEvent(manager, {
    topic: TOPICS.inspections,
    type: REVIEW_ASKED,
    subject: review.id,
    time: at,
    data,
  });
  await writeAudit(manager, {
    actorId: 'system:inspections',
    action: 'askForReview',
    aggregateId: review.id,
    after: auditedReview(review),
    at,
  });
}
