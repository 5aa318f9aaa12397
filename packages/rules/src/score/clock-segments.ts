import type { FaultFact } from './facts.types.js';
import { resolveClock } from './resolve-clock.js';
import type { ScoreContract } from './score-contract.js';

/** A time in which the clock of the repair ran under one budget; null: it runs still. Instants and lengths in ms. */
export interface ClockSegment {
  from: number;
  to: number | null;
  budgetMs: number;
}

/**
 * The clock of a fault's repair as anybody can recompute it: it is late at the first segment in which more than its budget
 * was spent, counted from the first on, and no earlier than that segment begins.
 */
export function clockSegments(
  fault: FaultFact,
  contract: Pick<ScoreContract, 'resolveMs' | 'choices'>,
): ClockSegment[] {
  const { severity, reclassified } = fault;
  const budgetAt = (from: number): number =>
    contract.resolveMs[reclassified.findLast(({ at }) => at <= from)?.to ?? severity];
  return (resolveClock(fault, contract)?.intervals ?? []).flatMap(({ from, to }) => {
    const cuts = reclassified.map(({ at }) => at).filter((at) => at > from && (to === null || at < to));
    const edges = [from, ...cuts];
    return edges.map((edge, index) => ({
      from: edge,
      to: edges[index + 1] ?? to,
      budgetMs: budgetAt(edge),
    }));
  });
}
