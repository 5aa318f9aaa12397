import { describe, expect, it } from '@jest/globals';
import { type InstalmentStep, openInstalment } from './instalment-case.js';
import { INSTALMENT } from './instalment-process.js';
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

describe('a price that is revised', () => {
  const open = openSettlement('c', 10_000);
  const revise: SettlementStep = { action: 'revisePrice', total: 20_000 };

  it('is that of the contract from then on, unless a base was approved of the other', () => {
    expect(SETTLEMENT.apply(open, revise, 1)).toMatchObject({ total: 20_000, version: 1 });
    const lower = SETTLEMENT.apply(open, { action: 'approveSettlementBase', base: 5_000 }, 1);
    expect(SETTLEMENT.refusal(lower, revise, BY, 2)?.message).toBe(
      'A base was approved of the price as it was',
    );
  });

  it('revises an instalment of which nothing was received', () => {
    const rules = { contractVersion: 'v', wanted: ['INVOICE'], termDays: 30, remindDays: 5 } as const;
    const amounts = (payable: number) => ({ payable, invoiced: payable, opensOn: '2026-07-01' });
    const waiting = openInstalment(
      { instalmentId: 'c/1', no: 1, gross: 7_000, amounts: amounts(7_000), rules },
      0,
    );
    const step: InstalmentStep = { action: 'reviseInstalment', gross: 14_000, amounts: amounts(14_000) };
    expect(INSTALMENT.apply(waiting, step, 1)).toMatchObject({ state: 'WAITING', gross: 14_000, version: 1 });
    const invoice = {
      action: 'recordPaymentDocument',
      kind: 'INVOICE',
      amount: 7_000,
      receivedOn: '2026-07-02',
    } as const;
    const begun = INSTALMENT.apply(
      { ...waiting, rules: { ...rules, wanted: ['INVOICE', 'PAYMENT_NOTICE'] } },
      invoice,
      1,
    );
    expect(INSTALMENT.refusal(begun, step, BY, 2)?.message).toBe(
      'Documents were received for the amount as it was',
    );
  });
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
