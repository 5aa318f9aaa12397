import type { Contract } from '@zhishou/rules/contract/contract.types';
import { type Fraction, fraction } from '@zhishou/rules/fraction';
import { monthBounds, type Month } from '@zhishou/rules/month';
import { scoreContractOf } from '@zhishou/rules/score/score-contract';
import { repairOutcomes, timelyRepairOf } from '@zhishou/rules/score/timely-repair';
import type { ClockKind } from '@zhishou/rules/ticket-life';
import { instant } from '../instant.js';
import type { KnownFault } from './known-faults.js';

/** One clock in one month. */
export interface Timeliness {
  met: number;
  late: number;
  /** null: nothing fell due */
  rate: Fraction | null;
  /** from the report on, of each that was met in the month, ms */
  took: readonly number[];
}

/**
 * A clock's outcomes by month, of the faults that scores count: late once, at the breach; in time when it was met without
 * one. That of the repair is item P5 itself.
 * @param now what falls due at this instant (ms) or later has not happened
 */
export function timeliness(
  contract: Contract,
  faults: readonly KnownFault[],
  { kind, now }: { kind: ClockKind; now: number },
): (month: Month) => Timeliness {
  const counted = faults.flatMap(({ ticket, fact }) => {
    const clock = ticket.clocks.find((one) => one.kind === kind);
    const counts = ticket.severity !== null && contract.choices['score.severities'].includes(ticket.severity);
    if (!clock || !counts) return [];
    return [{ metAt: instant(clock.metAt), breachedAt: instant(clock.breachedAt), since: fact.reportedAt }];
  });
  const facts = faults.map(({ fact }) => fact);
  const repairs = kind === 'RESOLVE' ? repairOutcomes(scoreContractOf(contract), facts, now) : [];
  return (month) => {
    const { from, to } = monthBounds(month);
    const within = (at: number | null): at is number => at !== null && at >= from && at < to;
    const took = counted.flatMap(({ metAt, since }) => (within(metAt) ? [metAt - since] : []));
    if (kind === 'RESOLVE') {
      const { met, breached, rate } = timelyRepairOf(repairs, month);
      return { met, late: breached, rate, took };
    }
    const met = counted.filter(({ metAt, breachedAt }) => breachedAt === null && within(metAt)).length;
    const late = counted.filter(({ breachedAt }) => within(breachedAt)).length;
    return { met, late, rate: rateOf(met, late), took };
  };
}

/** Of several months together. */
export function together(months: readonly Timeliness[]): Timeliness {
  const met = months.reduce((sum, one) => sum + one.met, 0);
  const late = months.reduce((sum, one) => sum + one.late, 0);
  return { met, late, rate: rateOf(met, late), took: months.flatMap(({ took }) => took) };
}

const rateOf = (met: number, late: number): Fraction | null =>
  met + late === 0 ? null : fraction(met, met + late);

/** ms; null of nothing. */
export const meanOf = (took: readonly number[]): number | null =>
  took.length === 0 ? null : took.reduce((sum, one) => sum + one, 0) / took.length;
