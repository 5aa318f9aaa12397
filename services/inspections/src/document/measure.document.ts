import type { InspectionReport } from '@zhishou/documents/inspection-report';
import type { MeasureState } from '@zhishou/rules/inspection/measure-life';
import { type EntityManager, In } from 'typeorm';
import type { Cycle } from '../cycle/cycle.entity.js';
import { measuresAtHand } from '../measure/measures-at-hand.js';
import { Review } from '../review/review.entity.js';
import { namesOf } from '@zhishou/platform/people/names';

const STATES: Record<MeasureState, string> = {
  OPEN: '未完成',
  DONE: '待甲方核验',
  CLOSED: '已核验',
  DROPPED: '已取消',
};

/** The measures at hand in the month, as they stand now. */
export async function measureLines(
  manager: EntityManager,
  cycle: Cycle,
): Promise<InspectionReport['measures']> {
  const measures = await measuresAtHand(manager, cycle);
  const [reviews, nameOf] = await Promise.all([
    manager.findBy(Review, { id: In(measures.map(({ reviewId }) => reviewId)) }),
    namesOf(
      manager,
      measures.map(({ responsibleId }) => responsibleId),
    ),
  ]);
  const tickets = new Map(reviews.map(({ id, ticketNumber }) => [id, ticketNumber]));
  return measures.map(({ reviewId, text, responsibleId, dueOn, state }) => ({
    ticket: tickets.get(reviewId)!,
    text,
    responsible: nameOf(responsibleId),
    dueOn,
    state: STATES[state],
  }));
}
