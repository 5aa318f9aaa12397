import type { InspectionReport } from '@zhishou/documents/inspection-report';
import type { MeasureState } from '@zhishou/rules/inspection/measure-life';
import { stateAfter } from '@zhishou/rules/inspection/paper-reach';
import { type EntityManager, In } from 'typeorm';
import { measuresAtHand } from '../measure/measures-at-hand.js';
import { Review } from '../review/review.entity.js';
import { type MonthFacts, stepsTaken } from './month.facts.js';
import { namesOf } from '@zhishou/platform/people/names';

const STATES: Record<MeasureState, string> = {
  OPEN: '未完成',
  DONE: '待甲方核验',
  CLOSED: '已核验',
  DROPPED: '已取消',
};

/** The measures at hand in the month, as far as its papers reach. */
export async function measureLines(
  manager: EntityManager,
  { reach }: Pick<MonthFacts, 'reach'>,
): Promise<InspectionReport['measures']> {
  const measures = await measuresAtHand(manager, reach);
  const ids = measures.map(({ id }) => id);
  const [stepsBy, reviews, nameOf] = await Promise.all([
    stepsTaken(manager, ids, reach.standsAt),
    manager.findBy(Review, { id: In(measures.map(({ reviewId }) => reviewId)) }),
    namesOf(
      manager,
      measures.map(({ responsibleId }) => responsibleId),
    ),
  ]);
  const tickets = new Map(reviews.map(({ id, ticketNumber }) => [id, ticketNumber]));
  return measures.map(({ id, reviewId, text, responsibleId, dueOn }) => ({
    ticket: tickets.get(reviewId)!,
    text,
    responsible: nameOf(responsibleId),
    dueOn,
    state: STATES[stateAfter<MeasureState>('OPEN', stepsBy(id) as { toState: MeasureState }[])],
  }));
}
