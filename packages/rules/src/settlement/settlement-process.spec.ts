import { describe, expect, it } from '@jest/globals';
import { openSettlement, type SettlementStep } from './settlement-case.js';
import { SETTLEMENT } from './settlement-process.js';

const AMOUNTS = {
  ...{ performance: '95', service: '95', remuneration: 9_025, deduction: 975, recoverable: 0 },
  ...{ gross: [10_000], payable: [9_025] },
};
const BY = { id: 'system:scoring', role: 'BOT' } as const;
const settle = (base?: number | null): SettlementStep => ({
  action: 'settleContract',
  amounts: AMOUNTS,
  ...(base === undefined ? {} : { base }),
});

describe('a contract that is settled', () => {
  const open = openSettlement('c', 10_000);
  const lower = SETTLEMENT.apply(open, { action: 'approveSettlementBase', base: 5_000 }, 1);
  const refusal = (one: typeof open, step: SettlementStep) => SETTLEMENT.refusal(one, step, BY, 2)?.message;

  it('is settled by amounts that were reckoned from its own base alone', () => {
    expect(refusal(open, settle(null))).toBeUndefined();
    expect(refusal(lower, settle(5_000))).toBeUndefined();
    expect(refusal(lower, settle(null))).toBe(
      'Another base was approved meanwhile: the amounts are reckoned again',
    );
  });

  it('is settled by a step from before it said what it was reckoned from', () => {
    expect(refusal(lower, settle())).toBeUndefined();
  });
});
