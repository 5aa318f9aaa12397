import type { PaymentDocumentKind } from '../contract/contract.types.js';
import type { Fen } from '../fen.js';
import { addDays, type Day } from '../month.js';

export interface ReceivedDocument {
  kind: PaymentDocumentKind;
  receivedOn: Day;
}

export interface InstalmentFacts {
  payable: Fen;
  /** what the contract asks for before it is paid */
  wanted: readonly PaymentDocumentKind[];
  /** null: it is not open yet and nobody knows when */
  opensOn: Day | null;
  received: readonly ReceivedDocument[];
  /** all that was paid of it */
  paid: Fen;
  termDays: number;
  /** days the finance department took, which prolong the term (附件二 一、1) */
  delayDays: number;
}

/**
 * NOT_OPEN (nobody knows yet what is payable), then WAITING for documents, then DUE, PARTLY_PAID, PAID;
 * NOTHING_PAYABLE asks for nothing.
 */
export type InstalmentState = 'NOT_OPEN' | 'WAITING' | 'DUE' | 'PARTLY_PAID' | 'PAID' | 'NOTHING_PAYABLE';

export interface InstalmentStanding {
  state: InstalmentState;
  missing: PaymentDocumentKind[];
  /** the last day of the term; null while it does not run */
  payBy: Day | null;
}

/**
 * How an instalment stands (附件二 一、1; domain §7). The term runs from the later of the last document's receipt and
 * the opening; the day of the receipt is not counted, and holidays move nothing.
 */
export function standingOf(facts: InstalmentFacts): InstalmentStanding {
  if (facts.payable === 0n)
    return { state: facts.opensOn === null ? 'NOT_OPEN' : 'NOTHING_PAYABLE', missing: [], payBy: null };
  const missing = facts.wanted.filter((kind) => !facts.received.some((document) => document.kind === kind));
  const payBy = missing.length === 0 ? termEnd(facts) : null;
  return { state: stateOf(facts, missing.length === 0), missing, payBy };
}

function stateOf({ paid, payable, opensOn }: InstalmentFacts, complete: boolean): InstalmentState {
  if (paid === payable) return 'PAID';
  if (paid > 0n) return 'PARTLY_PAID';
  if (opensOn === null) return 'NOT_OPEN';
  return complete ? 'DUE' : 'WAITING';
}

function termEnd({ opensOn, received, termDays, delayDays }: InstalmentFacts): Day | null {
  if (opensOn === null) return null;
  const from = received.reduce((last, { receivedOn }) => (receivedOn > last ? receivedOn : last), opensOn);
  return addDays(from, termDays + delayDays);
}
