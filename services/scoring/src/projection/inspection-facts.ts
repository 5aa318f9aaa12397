import type {
  CycleEventData,
  CycleSnapshot,
  GuaranteeEventData,
  VisitEventData,
  VisitSnapshot,
} from '@zhishou/messages/inspection-events';
import { instant } from '../instant.js';
import type { CallFact, GuaranteeFact, PlanFact, VisitFact } from '@zhishou/rules/score/facts.types';

/** The plan of a month; null where none is due. A month's own id names its plan and its call. */
export function planFact({ id, planDueAt, planSubmittedAt }: CycleSnapshot): PlanFact | null {
  if (planDueAt === null) return null;
  return { id, dueBy: Date.parse(planDueAt), submittedAt: instant(planSubmittedAt), countIn: null };
}

export const callFact = ({ id, month, calls }: CycleSnapshot): CallFact => ({
  id,
  month,
  held: calls > 0,
  countIn: null,
});

/** Null for a visit that the plan has no more. */
export function visitFact({ id, month, state, rounds }: VisitSnapshot): VisitFact | null {
  if (state === 'CANCELLED') return null;
  return {
    id,
    month,
    rounds: rounds.map(({ recordedAt, reviewedAt, signed }) => ({
      recordedAt: Date.parse(recordedAt),
      reviewedAt: instant(reviewedAt),
      signed: signed === true,
    })),
    countIn: null,
  };
}

export const guaranteeFact = ({ task }: GuaranteeEventData): GuaranteeFact => ({
  id: task.id,
  endsAt: Date.parse(task.to),
  fulfilled: task.fulfilled ?? true,
  judgedAt: instant(task.judgedAt),
  countIn: null,
});

export const isCycle = (data: unknown): data is CycleEventData => has(data, 'cycle');
export const isVisit = (data: unknown): data is VisitEventData => has(data, 'visit');
export const isGuarantee = (data: unknown): data is GuaranteeEventData => has(data, 'task');

const has = (data: unknown, key: string): boolean => typeof data === 'object' && data !== null && key in data;
