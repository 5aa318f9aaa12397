import { fraction, type Fraction, subtract } from '../fraction.js';
import { type Month, monthBounds } from '../month.js';
import { least, sum } from './deduct.js';
import type { ScoreFacts } from './facts.types.js';
import type { ScoredItem } from './item.types.js';
import { knownAt } from './known-at.js';
import { eventDeductions, managementItems } from './management-items.js';
import type { MonthAvailability } from './month-availability.js';
import { quality } from './quality-items.js';
import { refuse } from './refusal.js';
import type { ScoreContract } from './score-contract.js';
import { serviceItems } from './service-items.js';
import type { TimelyRepair } from './timely-repair.js';

/** A month's two scores of 100 and what they are made of. */
export interface Sheet {
  month: Month;
  /** P1–P9, S1–S3, D */
  items: ScoredItem[];
  performance: Fraction;
  service: Fraction;
  timelyRepair: TimelyRepair;
  availability: MonthAvailability;
}

/**
 * The month's sheet (附件二 二; domain §6). The same facts in any order give the same points.
 * @param asOf only what was known at this instant (ms) counts; left out: everything
 * @throws Refusal MONTH_OUTSIDE_CONTRACT, MONTH_NOT_OVER
 */
export function scoreMonth(contract: ScoreContract, month: Month, facts: ScoreFacts, asOf?: number): Sheet {
  if (!contract.months.includes(month)) throw refuse('MONTH_OUTSIDE_CONTRACT', 'month');
  if (asOf !== undefined && asOf < monthBounds(month).to) throw refuse('MONTH_NOT_OVER', 'asOf');
  const known = asOf === undefined ? facts : knownAt(facts, asOf);
  const management = managementItems(contract, month, known);
  const { items, timelyRepair, availability } = quality(contract, month, known, asOf ?? Infinity);
  const service = serviceItems(contract, month, known);
  const performance = [...management, ...items];
  const total = sum(performance.map(({ points }) => points));
  const direct = directDeduction(known, month, total);
  return {
    month,
    items: [...performance, ...service, direct],
    performance: sum([total, direct.points]),
    service: sum(service.map(({ points }) => points)),
    timelyRepair,
    availability,
  };
}

/** D is taken from the performance after its items, as far as there is something to take. */
export function directDeduction({ events }: ScoreFacts, month: Month, total: Fraction): ScoredItem {
  const deductions = eventDeductions(events, month, ({ kind, points }) =>
    kind === 'DIRECT_DEDUCTION' ? { points, cause: kind } : null,
  );
  const taken = least(sum(deductions.map(({ points }) => points)), total);
  return { code: 'D', of: 0, points: subtract(fraction(0), taken), deductions };
}
