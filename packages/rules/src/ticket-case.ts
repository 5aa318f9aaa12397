import {
  cancelClock,
  meetClockEarlier,
  pauseClock,
  rebudgetClock,
  type ClockLedger,
  meetClock,
  openClock,
  reopenClock,
  resumeClock,
  type WarnMark,
} from './clock.js';
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
  warnAt: WarnMark[];
  /** how long after closing the customer's answer is due, and how long it is still taken; ms */
  callbackDueMs: number;
  callbackOpenMs: number;
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
  clocks: ClockLedger[];
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
  | { action: 'addAffectedAssets' }
  | { action: 'acceptOfflineInstant'; clock: ClockKind };

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
    clocks: CLOCKS[facts.kind].map((kind) =>
      openClock(kind, { budgetMs: budgets[kind], warnAt: rules.warnAt }, facts.reportedAt, running),
    ),
    rules,
  };
}

type ClockStep = (clock: ClockLedger, at: number) => ClockLedger;

const onClocks = (
  ticket: TicketCase,
  at: number,
  steps: Partial<Record<ClockKind, ClockStep>>,
): ClockLedger[] => ticket.clocks.map((clock) => steps[clock.kind]?.(clock, at) ?? clock);

const onEveryClock = (ticket: TicketCase, at: number, step: ClockStep): ClockLedger[] =>
  ticket.clocks.map((clock) => step(clock, at));

function change(ticket: TicketCase, step: TicketStep, at: number): Partial<TicketCase> {
  switch (step.action) {
    case 'judgeCoverage':
      return step.cover
        ? { coverage: 'COVERED_BY_JUDGEMENT', clocks: onEveryClock(ticket, at, resumeClock) }
        : { state: 'NOT_COVERED', closedAt: at, clocks: onEveryClock(ticket, at, cancelClock) };
    case 'acceptTicket':
      return {
        state: 'ACCEPTED',
        acceptedAt: at,
        assigneeId: step.engineerId ?? null,
        clocks: onClocks(ticket, at, { RESPONSE: meetClock }),
      };
    case 'assignEngineer':
      return { assigneeId: step.engineerId };
    case 'startRemoteSupport':
      return { state: 'REMOTE_SUPPORT', assigneeId: step.engineerId ?? ticket.assigneeId };
    case 'dispatchEngineer':
      return { state: 'DISPATCHED', assigneeId: step.engineerId };
    case 'checkIn':
      return {
        state: 'ON_SITE',
        assigneeId: step.engineerId,
        clocks: onClocks(ticket, at, { ONSITE: meetClock }),
      };
    case 'fileRepairReport':
      return {
        state: 'REPAIRED',
        assigneeId: step.engineerId,
        repairedAt: at,
        pauseAskedAt: null,
        handOffDeclaredAt: null,
        clocks: onClocks(ticket, at, { ONSITE: cancelClock, RESOLVE: meetClock }),
      };
    case 'recordRecoveryTest':
      return step.passed ? { state: 'CLOSED', closedAt: at } : reopened(ticket, at);
    case 'recordCallback':
      return { callback: { answeredAt: at, satisfied: step.satisfied } };
    case 'answerConsultation':
      return {
        state: 'CLOSED',
        acceptedAt: ticket.acceptedAt ?? at,
        closedAt: at,
        clocks: onClocks(ticket, at, { RESPONSE: meetClock, ONSITE: cancelClock, RESOLVE: meetClock }),
      };
    case 'closeOtherMatter':
      return { state: 'CLOSED', closedAt: at };
    case 'cancelTicket':
      return { state: 'CANCELLED', closedAt: at, clocks: onEveryClock(ticket, at, cancelClock) };
    case 'requestPause':
      return { pauseAskedAt: at };
    case 'decidePause':
      return { pauseAskedAt: null, ...(step.approve ? standStill(ticket, 'PAUSED', at) : {}) };
    case 'declareHandOff':
      return { handOffDeclaredAt: at };
    case 'decideHandOff':
      return { handOffDeclaredAt: null, ...(step.confirm ? standStill(ticket, 'HANDED_OFF', at) : {}) };
    case 'resumeTicket':
      return goOn(ticket, at);
    case 'returnHandOff':
      return step.resolvedByCarrier
        ? { state: 'CLOSED', closedAt: at, resumesTo: null, clocks: onEveryClock(ticket, at, cancelClock) }
        : goOn(ticket, at);
    case 'reclassifyTicket':
      return reclassified(ticket, step.severity, at);
    case 'acceptOfflineInstant':
      return earlier(ticket, step.clock);
    case 'correctFaultStart':
    case 'addAffectedAssets':
      return {};
  }
}

/** Nothing counts until it goes on: an approved pause, the carrier's hands. */
const standStill = (ticket: TicketCase, state: TicketState, at: number): Partial<TicketCase> => ({
  state,
  resumesTo: ticket.state,
  clocks: onEveryClock(ticket, at, pauseClock),
});

const goOn = (ticket: TicketCase, at: number): Partial<TicketCase> => ({
  state: ticket.resumesTo ?? ticket.state,
  resumesTo: null,
  clocks: onEveryClock(ticket, at, resumeClock),
});

const reclassified = (ticket: TicketCase, severity: Severity, at: number): Partial<TicketCase> => ({
  severity,
  clocks: ticket.clocks.map((clock) => {
    const budgetMs = ticket.rules.budgets[severity][clock.kind];
    return rebudgetClock(clock, { budgetMs, warnAt: ticket.rules.warnAt }, at);
  }),
});

/** A step made offline counts from when it was made, once the supervisor says so; its clock moves with it. */
function earlier(ticket: TicketCase, kind: ClockKind): Partial<TicketCase> {
  const { [kind]: at, ...madeOffline } = ticket.madeOffline;
  if (at === undefined) return {};
  return {
    madeOffline,
    acceptedAt: kind === 'RESPONSE' ? at : ticket.acceptedAt,
    repairedAt: kind === 'RESOLVE' ? at : ticket.repairedAt,
    clocks: onClocks(ticket, at, { [kind]: meetClockEarlier }),
  };
}

const MEETS: Partial<Record<TicketStep['action'], ClockKind>> = {
  acceptTicket: 'RESPONSE',
  checkIn: 'ONSITE',
  fileRepairReport: 'RESOLVE',
};

/** What is known of steps made offline: a newer step of the same clock replaces what was stated before. */
function offlineNotes(ticket: TicketCase, step: TicketStep): Partial<TicketCase> {
  const kind = MEETS[step.action];
  if (kind === undefined) return {};
  const { [kind]: _replaced, ...others } = ticket.madeOffline;
  const madeAt = 'madeAt' in step ? step.madeAt : undefined;
  return { madeOffline: madeAt === undefined ? others : { ...others, [kind]: madeAt } };
}

/** A failed test: next round; what the repair had ended goes on, an arrival that was made stays made. */
const reopened = (ticket: TicketCase, at: number): Partial<TicketCase> => ({
  state: 'REOPENED',
  round: ticket.round + 1,
  repairedAt: null,
  clocks: onClocks(ticket, at, {
    ONSITE: (clock) => (clock.metAt === null ? reopenClock(clock, at) : clock),
    RESOLVE: reopenClock,
  }),
});

/** The case after a step taken at `at` (ms). The step must be allowed: see `refusalOf`. */
export const applyStep = (ticket: TicketCase, step: TicketStep, at: number): TicketCase => ({
  ...ticket,
  ...offlineNotes(ticket, step),
  ...change(ticket, step, at),
  version: ticket.version + 1,
});

/** The instant until which a closed fault waits for the customer's answer, or null when nothing is awaited. */
export const callbackUntil = (ticket: TicketCase): number | null =>
  ticket.kind === 'FAULT' && ticket.state === 'CLOSED' && ticket.callback === null && ticket.closedAt !== null
    ? ticket.closedAt + ticket.rules.callbackOpenMs
    : null;
