import type { CycleCase } from './cycle-case.js';

/** How far the papers of a month reach: instants in ms, each of them counted in. */
export interface PaperReach {
  /** what became known later stands in the papers of a later month */
  knownUntil: number;
  /** as at which hazards and measures stand: of a month that is over, no later than its end */
  standsAt: number;
  /** what was settled by then the papers of the month before have told already */
  toldBefore: number;
}

/**
 * A closed month's papers tell what held when it was closed, whenever they are made; those of an open one what holds now.
 * What was settled after the month stands in them as open, and goes on into the next.
 */
export function paperReach(
  { from, to, closedAt }: Pick<CycleCase, 'from' | 'to' | 'closedAt'>,
  before: Pick<CycleCase, 'closedAt'> | null,
  now: number,
): PaperReach {
  const knownUntil = closedAt ?? now;
  return {
    knownUntil,
    standsAt: Math.min(knownUntil, to - 1),
    toldBefore: Math.min(from - 1, before?.closedAt ?? Infinity),
  };
}

interface Hazard {
  foundAt: number;
  settledAt: number | null;
  /** found by the month's own visits, or by those of an earlier one */
  isOwn: boolean;
}

/** Whether the papers of a month list a hazard of it, or of an earlier month. */
export const isListed = (
  { foundAt, settledAt, isOwn }: Hazard,
  { knownUntil, toldBefore }: PaperReach,
): boolean => foundAt <= knownUntil && (isOwn || settledAt === null || settledAt > toldBefore);

/** Those of a case's steps that were taken by then. */
export const takenBy = <Step extends { at: Date }>(steps: readonly Step[], instant: number): Step[] =>
  steps.filter(({ at }) => at.getTime() <= instant);

/** The state that a case has after these steps, the first first. */
export const stateAfter = <State>(first: State, steps: readonly { toState: State }[]): State =>
  steps.at(-1)?.toState ?? first;
