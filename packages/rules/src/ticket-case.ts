import { type ClockLedger, openClock, type PartGone } from './clock.js';
import {
  type ClockKind,
  type Coverage,
  isWaitingForJudgement,
  type Severity,
  type TicketKind,
  type TicketState,
} from './ticket-life.js';

/** The contract's clocks as one ticket started under them: milliseconds a severity and a clock. */
export interface TicketRules {
  contractVersion: string;
  budgets: Record<Severity, Record<ClockKind, number>>;
  warnAt: PartGone[];
  /** how long after closing the customer's answer is due, and how long it and corrections are still taken; ms */
  callbackDueMs: number;
  callbackOpenMs: number;
}

/** Units of one more piece of equipment that a fault of a whole system has taken down. */
export interface AffectedUnits {
  assetCode: string;
  unitsAffected: number;
  unitNumbers: number[] | null;
}

/** From one instant to another, ms; `to` is null while it lasts. */
export interface OpenSpan {
  from: number;
  to: number | null;
}

/** All that the process knows of a ticket. A pure value: the same steps at the same instants give the same case. */
export interface TicketCase {
  ticketId: string;
  kind: TicketKind;
  severity: Severity | null;
  state: TicketState;
  /** 1 at first; one more after every failed recovery test */
  round: number;
  /** number of steps taken */
  version: number;
  coverage: Coverage | null;
  reportedAt: number;
  reportedById: string;
  assigneeId: string | null;
  acceptedAt: number | null;
  repairedAt: number | null;
  closedAt: number | null;
  callback: { answeredAt: number; satisfied: boolean } | null;
  /** when a pause was asked for that the bureau has not decided yet */
  pauseAskedAt: number | null;
  /** when a hand-off was declared that the bureau has not pre-handled yet */
  handOffDeclaredAt: number | null;
  /** when steps that arrived late were made by their own account, for the supervisor to accept; by clock */
  madeOffline: Partial<Record<ClockKind, number>>;
  /** the state a pause or a hand-off returns to */
  resumesTo: TicketState | null;
  /** the pauses the bureau approved, from the approval */
  pauses: OpenSpan[];
  /** the time in the carrier's hands, from the bureau's confirmation */
  carrier: OpenSpan[];
  /** further equipment that is down with it */
  affected: AffectedUnits[];
  clocks: ClockLedger<ClockKind>[];
  rules: TicketRules;
}

export type TicketStep =
  | { action: 'judgeCoverage'; cover: boolean }
  | { action: 'acceptTicket'; engineerId?: string; madeAt?: number }
  | { action: 'assignEngineer'; engineerId: string }
  | { action: 'startRemoteSupport'; engineerId?: string }
  | { action: 'dispatchEngineer'; engineerId: string }
  | { action: 'checkIn'; engineerId: string; madeAt?: number }
  | { action: 'fileRepairReport'; engineerId: string; madeAt?: number }
  | { action: 'recordRecoveryTest'; passed: boolean }
  | { action: 'recordCallback'; satisfied: boolean }
  | { action: 'answerConsultation' }
  | { action: 'closeOtherMatter' }
  | { action: 'cancelTicket' }
  | { action: 'requestPause' }
  | { action: 'decidePause'; approve: boolean }
  | { action: 'resumeTicket' }
  | { action: 'declareHandOff' }
  | { action: 'decideHandOff'; confirm: boolean }
  | { action: 'returnHandOff'; resolvedByCarrier: boolean }
  | { action: 'reclassifyTicket'; severity: Severity }
  | { action: 'correctFaultStart' }
  | { action: 'addAffectedAssets'; assets: AffectedUnits[] }
  | { action: 'acceptOfflineInstant'; clock: ClockKind }
  | { action: 'releaseAssignee'; engineerId: string };

export interface OpeningFacts {
  ticketId: string;
  kind: TicketKind;
  severity: Severity | null;
  coverage: Coverage | null;
  reportedAt: number;
  reportedById: string;
}

const CLOCKS: Record<TicketKind, ClockKind[]> = {
  FAULT: ['RESPONSE', 'ONSITE', 'RESOLVE'],
  CONSULTATION: ['RESPONSE', 'ONSITE', 'RESOLVE'],
  OTHER: ['RESPONSE'],
};

/** A ticket as it stands the moment it is reported: its clocks count from the report (domain §4). */
export function openCase(facts: OpeningFacts, rules: TicketRules): TicketCase {
  const budgets = rules.budgets[facts.severity ?? 'CONSULTATION'];
  const running = !isWaitingForJudgement(facts.coverage);
  return {
    ...facts,
    state: 'REPORTED',
    round: 1,
    version: 0,
    assigneeId: null,
    acceptedAt: null,
    repairedAt: null,
    closedAt: null,
    callback: null,
    pauseAskedAt: null,
    handOffDeclaredAt: null,
    madeOffline: {},
    resumesTo: null,
    pauses: [],
    carrier: [],
    affected: [],
    clocks: CLOCKS[facts.kind].map((kind) =>
      openClock(kind, { budgetMs: budgets[kind], warnAt: rules.warnAt }, facts.reportedAt, running),
    ),
    rules,
  };
}

/**
 * The instant until which a closed fault takes the customer's answer and what the bureau puts right; null where nothing
 * follows the end. The answer does not shorten it: what was misreported is found when the month is reckoned up.
 */
export const openUntil = (ticket: TicketCase): number | null =>
  ticket.kind === 'FAULT' && ticket.state === 'CLOSED' && ticket.closedAt !== null
    ? ticket.closedAt + ticket.rules.callbackOpenMs
    : null;
