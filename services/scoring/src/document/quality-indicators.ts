import type { Indicator } from '@zhishou/documents/bulletin';
import { contractMonths } from '@zhishou/rules/contract/contract-months';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { compare, type Fraction, fraction } from '@zhishou/rules/fraction';
import { monthOf, type Month, shiftMonth } from '@zhishou/rules/month';
import * as words from './fault.words.js';
import type { KnownFault } from './known-faults.js';
import { KINDS, repeatsIn } from './month-of-faults.js';
import { allTogether, subsystemAvailability } from './subsystem-availability.js';
import { timeliness } from './timeliness.js';

const NOTHING = '—';

/** What the contract sets a goal for, in the month and in the one before. @param now ms */
export function qualityIndicators(
  contract: Contract,
  known: readonly KnownFault[],
  { month, now }: { month: Month; now: number },
): Indicator[] {
  const { P5, P6 } = contract.scores;
  const before = shiftMonth(month, -1);
  const hasBefore = contractMonths(contract).includes(before);
  const rates = (
    title: string,
    goal: number | null,
    rateIn: (month: Month) => Fraction | null,
  ): Indicator => {
    const [rate, last] = [rateIn(month), hasBefore ? rateIn(before) : null];
    return {
      title,
      value: rate === null ? NOTHING : words.percentOf(rate),
      before: last === null ? NOTHING : words.percentOf(last),
      goal: goal === null ? NOTHING : `${goal}%`,
      reached: rate === null || goal === null ? null : compare(rate, fraction(goal, 100)) >= 0,
    };
  };
  const counts = (title: string, countIn: (month: Month) => number): Indicator => ({
    title,
    value: `${countIn(month)}`,
    before: hasBefore ? `${countIn(before)}` : NOTHING,
    goal: '0',
    reached: countIn(month) === 0,
  });
  const available = (one: Month) =>
    allTogether(subsystemAvailability(contract, known, { month: one, now })).rate;
  return [
    ...KINDS.map((kind) => {
      const by = timeliness(contract, known, { kind, now });
      const goal = kind === 'RESOLVE' ? P5.goal : null;
      return rates(`${words.CLOCKS[kind]}及时率`, goal, (one) => by(one).rate);
    }),
    rates('设备可用率', P6.goal, available),
    counts('重复故障（起）', (one) => repeatsIn(contract, known, one)),
    counts('回访不满意（起）', (one) => dissatisfied(known, one)),
  ];
}

const dissatisfied = (known: readonly KnownFault[], month: Month): number =>
  known.filter(({ fact: { callback } }) =>
    callback ? !callback.satisfied && monthOf(callback.answeredAt) === month : false,
  ).length;
