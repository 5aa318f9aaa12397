import type { Month } from '../month.js';

/** Whether a row is taken into the month's sheet, and as what: of its own month (null) or of an earlier one. */
export function countedIn(
  sheet: Month,
  own: Month,
  countIn: Month | null | undefined,
): { late: Month | null } | null {
  if ((countIn ?? own) !== sheet) return null;
  return { late: own === sheet ? null : own };
}
