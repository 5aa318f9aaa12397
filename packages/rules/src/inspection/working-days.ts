import { clip } from '../span.js';
import type { Holidays } from '../contract/contract.types.js';
import { type Day, daysIn, isWeekend, type Month, monthBounds, type Span } from '../month.js';

/** Monday to Friday, save the holidays, and the weekend days worked in exchange (the contract's `holidays`). */
export const isWorkingDay = ({ off, worked }: Holidays, day: Day): boolean =>
  worked.includes(day) || (!isWeekend(day) && !off.some(({ from, to }) => from <= day && day <= to));

/**
 * The working days of the month that lie in the span (ms; default: the whole month), in order.
 * @throws RangeError for what is no month
 */
export const workingDaysOf = (holidays: Holidays, month: Month, span: Span = monthBounds(month)): Day[] =>
  daysIn(clip(monthBounds(month), span)).filter((day) => isWorkingDay(holidays, day));
