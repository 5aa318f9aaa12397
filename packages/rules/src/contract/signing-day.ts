import { addMonths, type Day, dayStart } from '../month.js';
import type { Contract } from './contract.types.js';

/**
 * The signing day under which the contract covers `today`: its own where it does, else the same day of the year, the
 * last one that is not after today. A contract with nothing counted from its signing keeps its day.
 */
export function coveringSigningDay(contract: Contract, today: Day): Day {
  const instant = dayStart(today);
  const fromSigning = contract.periods.filter((period) => period.fromSigning);
  const covers = fromSigning.some(({ from, to }) => instant >= from && instant < to);
  if (covers || fromSigning.length === 0) return contract.signedOn;
  const years = Number(today.slice(0, 4)) - Number(contract.signedOn.slice(0, 4));
  const thisYear = addMonths(contract.signedOn, years * 12);
  return thisYear <= today ? thisYear : addMonths(contract.signedOn, (years - 1) * 12);
}
