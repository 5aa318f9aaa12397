import { type Day, dayEnd, dayStart, lastDayOfPeriod } from '../month.js';
import type { Period } from './contract.types.js';
import type { PeriodSource } from './source.types.js';

/** "自当年6月28日": a day without a year is the one of the year of signing (报价单 3). */
export function firstDayOf(period: PeriodSource, signedOn: Day): Day {
  if (period.from === 'SIGNING_DAY') return signedOn;
  return /^\d{2}-\d{2}$/.test(period.from) ? `${signedOn.slice(0, 4)}-${period.from}` : period.from;
}

export function resolvePeriod(period: PeriodSource, signedOn: Day): Period {
  const fromDay = firstDayOf(period, signedOn);
  const toDay = lastDayOfPeriod(fromDay, period.months);
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
