import type { Life } from '../life.js';
import type { CycleCase, CycleStep } from './cycle-case.js';
import { cycleOpenUntil, cycleRefusal } from './cycle-permission.js';
import { applyCycleStep } from './cycle-step.js';

/** The life of a month's inspection, for whatever carries cases of any kind (domain §5). */
export const CYCLE: Life<CycleCase, CycleStep> = {
  idOf: ({ cycleId }) => cycleId,
  apply: applyCycleStep,
  refusal: cycleRefusal,
  clocks: ({ clocks }) => clocks,
  isFinal: ({ state }) => state === 'CLOSED',
  openUntil: cycleOpenUntil,
};

/** The step the system takes by itself, and the first instant (ms) at which it may; null: none is to come. */
export function nextCycleStep({ state, from, to }: CycleCase): { step: CycleStep; at: number } | null {
  if (state === 'PLAN_APPROVED') return { step: { action: 'beginExecution' }, at: from };
  if (state === 'SUMMARIZING' || state === 'CLOSED') return null;
  return { step: { action: 'endMonth' }, at: to + 1 };
}
