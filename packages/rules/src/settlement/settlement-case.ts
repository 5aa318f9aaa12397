import type { SettlementState } from './settlement-life.js';

/** What the contract came to. Scores exact, `"95"` or `"46/3"`; money in fen, a safe integer. */
export interface SettledAmounts {
  performance: string;
  service: string;
  remuneration: number;
  deduction: number;
  recoverable: number;
  gross: number[];
  payable: number[];
}

/** All that the process knows of a contract's settlement. Instants in ms. */
export interface SettlementCase {
  settlementId: string;
  state: SettlementState;
  /** number of steps taken */
  version: number;
  /** the price of the contract, fen */
  total: number;
  /** what the remuneration is computed from, of a total that was not maintained whole; null: the total */
  base: number | null;
  settled: SettledAmounts | null;
  settledAt: number | null;
}

export type SettlementStep =
  | { action: 'approveSettlementBase'; base: number }
  | { action: 'revisePrice'; total: number }
  | {
      action: 'settleContract';
      amounts: SettledAmounts;
      /** what they were reckoned from; absent in steps from before it was said */
      base?: number | null;
    };

export const openSettlement = (settlementId: string, total: number): SettlementCase => ({
  settlementId,
  state: 'RUNNING',
  version: 0,
  total,
  base: null,
  settled: null,
  settledAt: null,
});
