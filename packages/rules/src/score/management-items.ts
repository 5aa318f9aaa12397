import { type Month, monthBounds, monthOf } from '../month.js';
import type { ServiceEventKind } from '../service-event.js';
import { type Cost, deductionsOf, itemOf } from './deduct.js';
import type { DocumentFact, EventFact, PlanFact, ScoreFacts, VisitFact } from './facts.types.js';
import type { Deduction, ScoredItem } from './item.types.js';
import type { ScoreContract } from './score-contract.js';

/** P1–P4, basic management (附件二 二、1（一）). */
export function managementItems(contract: ScoreContract, sheet: Month, facts: ScoreFacts): ScoredItem[] {
  const { P1, P2, P3, P4 } = contract.points;
  const events = (cost: (event: EventFact) => Cost | null) => eventDeductions(facts.events, sheet, cost);
  const nonconforming = (kind: ServiceEventKind) =>
    kind === 'DOCUMENT_NONCONFORMING' || kind === 'REQUIREMENT_NOT_MET';
  return [
    itemOf('P1', P1.of, [
      ...deductionsOf('DOCUMENT', facts.documents, {
        sheet,
        monthOf: dueMonth,
        costOf: (document) => documentCost(document, contract),
      }),
      ...events(({ kind }) =>
        nonconforming(kind) ? { points: P1.nonconforming, cause: kind as Cost['cause'] } : null,
      ),
    ]),
    itemOf('P2', P2.of, [
      ...deductionsOf('PLAN', facts.plans, {
        sheet,
        monthOf: dueMonth,
        costOf: (plan) => (inTime(plan) ? null : { points: P2.plan, cause: 'PLAN_MISSING' }),
      }),
      ...deductionsOf('VISIT', facts.visits, {
        sheet,
        monthOf: ({ month }) => month,
        costOf: (visit) => (isCompleted(visit) ? null : { points: P2.visit, cause: 'VISIT_NOT_COMPLETED' }),
      }),
    ]),
    itemOf(
      'P3',
      P3.of,
      deductionsOf('CALL', facts.calls, {
        sheet,
        monthOf: ({ month }) => month,
        costOf: ({ held }) => (held ? null : { points: P3.each, cause: 'CALL_MISSING' }),
      }),
    ),
    itemOf(
      'P4',
      P4.of,
      events(({ kind }) => (kind === 'DATA_INACCURACY' ? { points: P4.each, cause: kind } : null)),
    ),
  ];
}

export const eventDeductions = (
  events: readonly EventFact[],
  sheet: Month,
  costOf: (event: EventFact) => Cost | null,
): Deduction[] => deductionsOf('SERVICE_EVENT', events, { sheet, monthOf: ({ month }) => month, costOf });

/** A deduction belongs to the month of the day that something was due on. */
const dueMonth = ({ dueBy }: PlanFact): Month => monthOf(dueBy - 1);

/** In time until the due day's 24:00: a step at the very deadline is. */
export const inTime = ({ submittedAt, dueBy }: PlanFact): boolean =>
  submittedAt !== null && submittedAt <= dueBy;

function documentCost(document: DocumentFact, { points: { P1 }, choices }: ScoreContract): Cost | null {
  const missing: Cost = { points: P1.missing, cause: 'DOCUMENT_MISSING' };
  if (document.submittedAt === null) return missing;
  const late = !inTime(document);
  if (late && choices['p1.late'] === 'missing') return missing;
  if (!document.conforming) return { points: P1.nonconforming, cause: 'DOCUMENT_NONCONFORMING' };
  return late && choices['p1.late'] === 'nonconforming'
    ? { points: P1.nonconforming, cause: 'DOCUMENT_LATE' }
    : null;
}

/** Recorded within its month and not rejected; a rejected one by its next record. */
export function isCompleted({ month, rounds }: VisitFact): boolean {
  const last = rounds.at(-1);
  if (!last) return false;
  const { from, to } = monthBounds(month);
  const rejected = last.reviewedAt !== null && !last.signed;
  return last.recordedAt >= from && last.recordedAt < to && !rejected;
}
