import {
  type Day,
  dayEnd,
  dayOf,
  daysIn,
  dayStart,
  type Month,
  monthBounds,
  shiftMonth,
  type Span,
} from '../month.js';
import type { Contract } from './contract.types.js';

/** Every month that a period touches, none before the signing, in order: each has a score sheet (domain §6). */
export function contractMonths({
  signedOn,
  periods,
}: Pick<Contract, 'signedOn'> & { periods: readonly Span[] }): Month[] {
  const months: Month[] = [];
  const last = completionDay({ periods }).slice(0, 7);
  for (let month = signedOn.slice(0, 7); month <= last; month = shiftMonth(month, 1)) {
    const { from, to } = monthBounds(month);
    if (periods.some((period) => period.from < to && period.to > from)) months.push(month);
  }
  return months;
}

/** How many days of the month lie within a period and after the signing. */
export function coveredDays(
  { signedOn, periods }: Pick<Contract, 'signedOn'> & { periods: readonly Span[] },
  month: Month,
): number {
  const covers = (day: Day) =>
    day >= signedOn && periods.some(({ from, to }) => from <= dayStart(day) && dayEnd(day) <= to);
  return daysIn(monthBounds(month)).filter(covers).length;
}

/** The last day of its last period. */
export const completionDay = ({ periods }: { periods: readonly Span[] }): Day =>
  dayOf(Math.max(...periods.map(({ to }) => to)) - 1);
