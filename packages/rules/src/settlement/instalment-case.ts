import type { ClockLedger } from '../clock.js';
import type { PaymentDocumentKind } from '../contract/contract.types.js';
import type { Day } from '../month.js';
import { type InstalmentState, type ReceivedDocument, standingOf } from './instalment.js';
import type { InstalmentClock } from './instalment-life.js';

/** What of an instalment is known once it can be paid. Money in fen, a safe integer. */
export interface InstalmentAmounts {
  payable: number;
  /** what its invoice has to name */
  invoiced: number;
  /** the first day on which it may be paid */
  opensOn: Day;
}

export interface InstalmentRules {
  contractVersion: string;
  wanted: readonly PaymentDocumentKind[];
  termDays: number;
  /** so many days before the term ends it is recalled; 0: never */
  remindDays: number;
}

/** All that the process knows of an instalment. Instants in ms, days of Shanghai, money in fen. */
export interface InstalmentCase {
  instalmentId: string;
  no: number;
  state: InstalmentState;
  /** number of steps taken */
  version: number;
  gross: number;
  /** null before it opens: the last one knows them when the contract is settled */
  amounts: InstalmentAmounts | null;
  received: ReceivedDocument[];
  /** the day on which the bureau applied for the payment, which keeps the term */
  appliedOn: Day | null;
  payments: { amount: number; paidOn: Day }[];
  /** when the last of it was paid, or nothing was payable */
  closedAt: number | null;
  clocks: ClockLedger<InstalmentClock>[];
  rules: InstalmentRules;
}

export type InstalmentStep =
  | { action: 'openInstalment'; amounts: InstalmentAmounts }
  | { action: 'reviseInstalment'; gross: number; amounts: InstalmentAmounts | null }
  | { action: 'recordPaymentDocument'; kind: PaymentDocumentKind; amount: number | null; receivedOn: Day }
  | { action: 'applyForPayment'; appliedOn: Day }
  | { action: 'recordPayment'; amount: number; paidOn: Day };

export type InstalmentFacts = Pick<InstalmentCase, 'instalmentId' | 'no' | 'gross' | 'amounts' | 'rules'>;

/** One of which the amounts are known waits for its documents from the beginning; `at`: ms. */
export const openInstalment = (facts: InstalmentFacts, at: number): InstalmentCase => {
  const nothing = facts.amounts?.payable === 0;
  return {
    ...facts,
    state: facts.amounts === null ? 'NOT_OPEN' : nothing ? 'NOTHING_PAYABLE' : 'WAITING',
    version: 0,
    received: [],
    appliedOn: null,
    payments: [],
    closedAt: nothing ? at : null,
    clocks: [],
  };
};

/** Whether anything was received or paid of it: its amount is settled then. */
export const isBegun = ({ received, payments }: Pick<InstalmentCase, 'received' | 'payments'>): boolean =>
  received.length > 0 || payments.length > 0;

export const paidOf = ({ payments }: Pick<InstalmentCase, 'payments'>): number =>
  payments.reduce((sum, { amount }) => sum + amount, 0);

/** How it stands: what is missing, and by which day it is to be applied for. */
export const standingOfCase = (instalment: InstalmentCase) =>
  standingOf({
    payable: BigInt(instalment.amounts?.payable ?? instalment.gross),
    wanted: instalment.rules.wanted,
    opensOn: instalment.amounts?.opensOn ?? null,
    received: instalment.received,
    paid: BigInt(paidOf(instalment)),
    termDays: instalment.rules.termDays,
    delayDays: 0,
  });
