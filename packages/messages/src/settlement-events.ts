import type { Day } from '@zhishou/rules/month';
import type { Role } from '@zhishou/rules/role';
import type { InstalmentAction } from '@zhishou/rules/settlement/instalment-life';
import type { SettlementAction, SettlementState } from '@zhishou/rules/settlement/settlement-life';

/** The settlement of a contract begins with its signing, and its instalments with it. */
export const SETTLEMENT_OPENED = 'settlement.opened';
/** The term of an instalment is about to end, and has ended, without an application. */
export const INSTALMENT_TERM_ENDS = 'instalment.term-ends';
export const INSTALMENT_TERM_OVER = 'instalment.term-over';

/** What each step of a settlement is called once it has happened. */
export const SETTLEMENT_STEP_EVENTS: Record<SettlementAction, string> = {
  approveSettlementBase: 'settlement.base-approved',
  revisePrice: 'settlement.price-revised',
  settleContract: 'settlement.settled',
};

/** What each step of an instalment is called once it has happened. */
export const INSTALMENT_STEP_EVENTS: Record<InstalmentAction, string> = {
  openInstalment: 'instalment.opened',
  reviseInstalment: 'instalment.revised',
  recordPaymentDocument: 'instalment.document-received',
  applyForPayment: 'instalment.applied-for',
  recordPayment: 'instalment.paid',
};

/** The settlement after the event. Money in fen. */
export interface SettlementSnapshot {
  /** of the contract */
  id: string;
  state: SettlementState;
  total: number;
  base: number | null;
  remuneration: number | null;
  deduction: number | null;
  recoverable: number | null;
}

export interface SettlementEventData {
  settlement: SettlementSnapshot;
  /** what the step itself said; absent where nobody took one */
  step?: Record<string, unknown>;
  by?: { id: string; role: Role };
}

/** The instalment after the event. Money in fen. */
export interface InstalmentSnapshot {
  /** `{contract}/{no}` */
  id: string;
  contractId: string;
  no: number;
  state: string;
  gross: number;
  /** null before the contract is settled */
  payable: number | null;
  paid: number;
  missing: string[];
  payBy: Day | null;
  appliedOn: Day | null;
}

export interface InstalmentEventData {
  instalment: InstalmentSnapshot;
  step?: Record<string, unknown>;
  by?: { id: string; role: Role };
}
