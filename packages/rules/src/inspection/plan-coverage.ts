import { type Fraction, fraction } from '../fraction.js';
import { assetsDue, inspectionSpan } from './inspected-month.js';
import type { PlanFacts, PlannedVisit } from './visit-plan.js';

/**
 * The part of the month's inspections that these visits make, of all that the contract wants of the assets in period;
 * 1 where none is wanted. Of a plan with all its visits, or of those completed.
 */
export function coverageRate(
  { contract, month, kept }: Pick<PlanFacts, 'contract' | 'month' | 'kept'>,
  visits: readonly Pick<PlannedVisit, 'assetCodes'>[],
): Fraction {
  const due = assetsDue(contract, inspectionSpan(contract, month, kept));
  if (due.length === 0) return fraction(1);
  const { atLeast } = contract.monthly.inspections;
  const times = new Map<string, number>();
  for (const { assetCodes } of visits)
    for (const code of new Set(assetCodes)) times.set(code, (times.get(code) ?? 0) + 1);
  const made = due.reduce((sum, { code }) => sum + Math.min(times.get(code) ?? 0, atLeast), 0);
  return fraction(made, due.length * atLeast);
}
