import { completionDay } from '../contract/contract-months.js';
import type { Contract, DocumentRule } from '../contract/contract.types.js';
import { type DueInstants, dueOn } from '../inspection/due-clock.js';
import { type Kept, keptSpan } from '../inspection/inspected-month.js';
import { addDays, type Day, dayEnd, dayStart, lastDayOf, type Month, shiftMonth } from '../month.js';

/** Something due on a day: in time until its 24:00 in Shanghai. */
export interface DueDate extends DueInstants {
  day: Day;
}

type Signed = Pick<Contract, 'signedOn'>;

export const dateOn = (contract: Signed, day: Day, remindDays: number, kept: Kept): DueDate => ({
  day,
  ...dueOn(day, remindDays, keptSpan(contract, kept).from),
});

/** Null: nothing falls due before the signing or the first day kept, nor after an early end (domain §10). */
export function keptDateOn(contract: Signed, day: Day, remindDays: number, kept: Kept): DueDate | null {
  const { from, to } = keptSpan(contract, kept);
  return dayStart(day) < from || dayEnd(day) > to ? null : dateOn(contract, day, remindDays, kept);
}

/** The day on which something of a month is due by this rule; null where it is due on no day of a month. */
export function dayOfMonth({ due }: Pick<DocumentRule, 'due'>, month: Month): Day | null {
  if (due?.on === 'LAST_DAY_OF_MONTH') return addDays(lastDayOf(month), due.plusDays);
  if (due?.on === 'LAST_DAY_OF_PREVIOUS_MONTH')
    return addDays(lastDayOf(shiftMonth(month, -1)), due.plusDays);
  return null;
}

/** The day on which something of a whole contract is due by this rule; null where it is due on no such day. */
export function dayOfContract(
  { due }: Pick<DocumentRule, 'due'>,
  contract: Signed & Pick<Contract, 'periods'>,
): Day | null {
  if (due?.on === 'SIGNING_DAY') return addDays(contract.signedOn, due.plusDays);
  if (due?.on === 'COMPLETION') return addDays(completionDay(contract), due.plusDays);
  return null;
}
