import { type Month, monthOf } from '../month.js';
import { countedIn } from './counted-month.js';
import { deductionsOf, itemOf } from './deduct.js';
import { decimal, fraction, multiply } from '../fraction.js';
import type { FaultFact, ScoreFacts } from './facts.types.js';
import type { Deduction, DeductionCause, Evidence, ScoredItem } from './item.types.js';
import { type MonthAvailability, monthAvailability } from './month-availability.js';
import { rateCost } from './rate-points.js';
import { type Repeat, repeatDeductionsOf, repeatsOf } from './repeats.js';
import type { ScoreContract } from './score-contract.js';
import { type TimelyRepair, timelyRepair } from './timely-repair.js';

export interface Quality {
  items: ScoredItem[];
  timelyRepair: TimelyRepair;
  availability: MonthAvailability;
}

/** P5–P9, the quality of the maintenance (附件二 二、1（二）). @param asOf see `timelyRepair` */
export function quality(contract: ScoreContract, sheet: Month, facts: ScoreFacts, asOf: number): Quality {
  const { points, choices } = contract;
  const { P5, P6 } = points;
  const repair = timelyRepair(contract, sheet, facts.faults, asOf);
  const availability = monthAvailability(contract, sheet, facts.faults);
  const repairCost = rateCost(repair.rate ?? fraction(1), P5, choices);
  const items = [
    itemOf('P5', P5.of, oneDeduction('TIMELY_REPAIR', repairCost, repair.evidence)),
    itemOf(
      'P6',
      P6.of,
      oneDeduction('AVAILABILITY', rateCost(availability.rate, P6, choices), availability.evidence),
    ),
    ...itemsByRow(contract, sheet, facts, repeatsOf(contract, facts.faults)),
  ];
  return { items, timelyRepair: repair, availability };
}

/** P7–P9, whose deductions are each for a row of the facts. @param repeats of all faults, see `repeatsOf` */
export function itemsByRow(
  contract: ScoreContract,
  sheet: Month,
  facts: ScoreFacts,
  repeats: readonly Repeat[],
): ScoredItem[] {
  const { P7, P8, P9 } = contract.points;
  return [
    itemOf('P7', P7.of, repeatDeductionsOf(repeats, sheet, P7.each)),
    itemOf(
      'P8',
      P8.of,
      deductionsOf('GUARANTEE_TASK', facts.guarantees, {
        sheet,
        monthOf: ({ endsAt }) => monthOf(endsAt),
        costOf: ({ fulfilled }) => (fulfilled ? null : { points: P8.each, cause: 'GUARANTEE_NOT_FULFILLED' }),
      }),
    ),
    itemOf('P9', P9.of, callbackDeductions(facts.faults, sheet, P9.each)),
  ];
}

/** A rate costs as a whole; nothing at its goal. */
const oneDeduction = (
  cause: DeductionCause,
  points: Deduction['points'],
  evidence: Evidence[],
): Deduction[] => (points.numerator === 0n ? [] : [{ points, cause, evidence, month: null }]);

/** P9: each customer who was not satisfied, in the month of the answer. */
function callbackDeductions(faults: readonly FaultFact[], sheet: Month, each: number): Deduction[] {
  return faults.flatMap(({ id, callback, copies, countIn }) => {
    if (!callback || callback.satisfied) return [];
    const counted = countedIn(sheet, monthOf(callback.answeredAt), countIn.P9);
    if (!counted) return [];
    const evidence: Evidence[] = [{ kind: 'FAULT', id }];
    const points = multiply(decimal(each), fraction(copies));
    return [{ points, cause: 'CALLBACK_DISSATISFIED', evidence, month: counted.late }];
  });
}
