import type { Contract } from '@zhishou/rules/contract/contract.types';
import { type Fraction, fraction } from '@zhishou/rules/fraction';
import { monthBounds, type Month } from '@zhishou/rules/month';
import { scoreContractOf } from '@zhishou/rules/score/score-contract';
import { timelyRepair } from '@zhishou/rules/score/timely-repair';
import type { ClockKind } from '@zhishou/rules/ticket-life';
import { instant } from '../instant.js';
import type { KnownFault } from './known-faults.js';

/** One clock in one month. */
export interface Timeliness {
  met: number;
  late: number;
  /** null: nothing fell due */
  rate: Fraction | null;
  /** from the report on, over what was met in the month, ms; null: nothing was */
  meanMs: number | null;
}

/**
 * A clock's outcomes in a month, of the faults that scores count: late once, at the breach; in time when it was met without
 * one. That of the repair is item P5 itself.
 * @param now what falls due at this instant (ms) or later has not happened
 */
export function timeliness(
  contract: Contract,
  faults: readonly KnownFault[],
  { kind, month, now }: { kind: ClockKind; month: Month; now: number },
): Timeliness {
  const { from, to } = monthBounds(month);
  const within = (at: number | null): at is number => at !== null && at >= from && at < to;
  const counted = faults.flatMap(({ ticket, fact }) => {
    const clock = ticket.clocks.find((one) => one.kind === kind);
    const counts = ticket.severity !== null && contract.choices['score.severities'].includes(ticket.severity);
    if (!clock || !counts) return [];
    return [{ metAt: instant(clock.metAt), breachedAt: instant(clock.breachedAt), since: fact.reportedAt }];
  });
  const took = counted.flatMap(({ metAt, since }) => (within(metAt) ? [metAt - since] : []));
  const meanMs = took.length === 0 ? null : took.reduce((sum, one) => sum + one, 0) / took.length;
  if (kind === 'RESOLVE') {
    const facts = faults.map(({ fact }) => fact);
    const { met, breached, rate } = timelyRepair(scoreContractOf(contract), month, facts, now);
    return { met, late: breached, rate, meanMs };
  }
  const met = counted.filter(({ metAt, breachedAt }) => breachedAt === null && within(metAt)).length;
  const late = counted.filter(({ breachedAt }) => within(breachedAt)).length;
  return { met, late, rate: met + late === 0 ? null : fraction(met, met + late), meanMs };
}
