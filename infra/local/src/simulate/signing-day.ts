import { completionDay, contractMonths } from '@zhishou/rules/contract/contract-months';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { addDays, type Day, shiftMonth } from '@zhishou/rules/month';
import { ExpectedError } from '../expected-error.js';

/** So long after its end a contract is scored, objected to, confirmed and settled. */
const SETTLED_DAYS = 45;
const MOST_MONTHS = 36;

/**
 * The signing day, the first of a month, after which so many months are over today and the next one runs; for 12, the
 * last one after which the whole contract is over and settled.
 * @param signed the contract as it would be, signed on this day
 */
export function signingDayFor(months: number, today: Day, signed: (on: Day) => Contract): Day {
  const ago = (count: number): Day => `${shiftMonth(today.slice(0, 7), -count)}-01`;
  if (months < 12) return ago(months);
  let longer: Day | undefined;
  for (let count = months + 1; count <= MOST_MONTHS; count += 1) {
    const contract = signed(ago(count));
    if (addDays(completionDay(contract), SETTLED_DAYS) > today) continue;
    // no more months than a year has, where there is such a day: a period may begin on a day of its own
    if (contractMonths(contract).length === months) return ago(count);
    longer ??= ago(count);
  }
  if (longer) return longer;
  throw new ExpectedError('The contract names days of its own: it is never over, whenever it was signed.');
}
