import { type Day, dayEnd, dayStart, isDay, lastDayOfPeriod } from '../month.js';
import type { Period } from './contract.types.js';
import type { PeriodSource } from './source.types.js';

/** "自当年6月28日": a day without a year is the one of the year of signing (报价单 3). */
export function firstDayOf(period: PeriodSource, signedOn: Day): Day {
  if (period.from === 'SIGNING_DAY') return signedOn;
  return /^\d{2}-\d{2}$/.test(period.from) ? `${signedOn.slice(0, 4)}-${period.from}` : period.from;
}

/** The last day of all its periods, as they were agreed; undefined where none begins on a day. */
export const lastDayAgreed = (periods: readonly PeriodSource[], signedOn: Day): Day | undefined =>
  periods
    .map((period) => ({ first: firstDayOf(period, signedOn), months: period.months }))
    .filter(({ first }) => isDay(first))
    .map(({ first, months }) => lastDayOfPeriod(first, months))
    .sort()
    .at(-1);

/** @param endsOn the last day of the contract, where it ends before its time: of its periods too (domain §10) */
export function resolvePeriod(period: PeriodSource, signedOn: Day, endsOn?: Day): Period {
  const fromDay = firstDayOf(period, signedOn);
  const agreed = lastDayOfPeriod(fromDay, period.months);
  const toDay = endsOn !== undefined && endsOn < agreed ? endsOn : agreed;
  return {
    code: period.code,
    title: period.title,
    clause: period.clause,
    lists: period.lists ?? [],
    items: period.items ?? [],
    services: period.services ?? [],
    fromDay,
    toDay,
    from: dayStart(fromDay),
    to: dayEnd(toDay),
    fromSigning: period.from === 'SIGNING_DAY',
  };
}
