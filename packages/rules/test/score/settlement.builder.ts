import { shiftMonth } from '../../src/month.js';
import { evaluate } from '../../src/score/neutral/evaluate.js';
import { factsFile } from '../../src/score/neutral/facts-file.js';
import type { NeutralChoices, NeutralPayments, NeutralSheet } from '../../src/score/neutral/format.types.js';
import { CONTRACTS, times } from './neutral.builder.js';

export const TOTAL = 100_000_000;
const months = times(12, (index) => shiftMonth('2026-07', index));
export const year = (performance: string, service = '100'): NeutralSheet[] =>
  months.map((month) => ({ month, performance, service }));
export const invoice = (instalment: number, amount: number, receivedOn = '2026-07-10') => ({
  instalment,
  kind: 'INVOICE',
  amount,
  receivedOn,
});
export const document = (instalment: number, kind: string, receivedOn = '2026-07-10') => ({
  instalment,
  kind,
  receivedOn,
});
export const third = (amount: number) => [
  invoice(3, amount),
  document(3, 'PAYMENT_NOTICE'),
  document(3, 'SERVICE_DOCUMENTS'),
];
export const first = [invoice(1, 70_000_000), document(1, 'PAYMENT_NOTICE', '2026-07-12')];

export interface Settled {
  sheets?: NeutralSheet[];
  total?: number;
  payments?: NeutralPayments;
  choices?: NeutralChoices;
  contract?: string;
}

export function settled({ sheets = year('100'), total = TOTAL, payments, choices, contract }: Settled) {
  const own = { name: 'x', contract, choices, settlement: { total, sheets, payments } };
  return evaluate(factsFile(JSON.parse(JSON.stringify({ contracts: CONTRACTS, cases: [own] }))))[0];
}
