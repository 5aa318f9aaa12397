import {
  cancelClock,
  type ClockLedger,
  meetClock,
  meetClockEarlier,
  pauseClock,
  rebudgetClock,
  reopenClock,
  resumeClock,
} from './clock.js';
import type { AffectedUnits, OpenSpan, TicketCase, TicketStep } from './ticket-case.js';
import type { ClockKind, Severity, TicketState } from './ticket-life.js';

type ClockStep = (clock: ClockLedger<ClockKind>, at: number) => ClockLedger<ClockKind>;

const onClocks = (
  ticket: TicketCase,
  at: number,
  steps: Partial<Record<ClockKind, ClockStep>>,
): ClockLedger<ClockKind>[] => ticket.clocks.map((clock) => steps[clock.kind]?.(clock, at) ?? clock);

const onEveryClock = (ticket: TicketCase, at: number, step: ClockStep): ClockLedger<ClockKind>[] =>
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
      return { pauseAskedAt: null, ...(step.approve ? toPause(ticket, at) : {}) };
    case 'declareHandOff':
      return { handOffDeclaredAt: at };
    case 'decideHandOff':
      return { handOffDeclaredAt: null, ...(step.confirm ? toCarrier(ticket, at) : {}) };
    case 'resumeTicket':
      return goOn(ticket, at);
    case 'returnHandOff':
      return fromCarrier(ticket, step.resolvedByCarrier, at);
    case 'reclassifyTicket':
      return reclassified(ticket, step.severity, at);
    case 'acceptOfflineInstant':
      return earlier(ticket, step.clock);
    case 'addAffectedAssets':
      return { affected: merged(ticket.affected, step.assets) };
    case 'correctFaultStart':
      return {};
    case 'releaseAssignee':
      return { assigneeId: ticket.assigneeId === step.engineerId ? null : ticket.assigneeId };
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
  pauses: ended(ticket.pauses, at),
  clocks: onEveryClock(ticket, at, resumeClock),
});

const ended = (spans: OpenSpan[], at: number): OpenSpan[] =>
  spans.map(({ from, to }) => ({ from, to: to ?? at }));

const toPause = (ticket: TicketCase, at: number): Partial<TicketCase> => ({
  ...standStill(ticket, 'PAUSED', at),
  pauses: [...ticket.pauses, { from: at, to: null }],
});

const toCarrier = (ticket: TicketCase, at: number): Partial<TicketCase> => ({
  ...standStill(ticket, 'HANDED_OFF', at),
  carrier: [...ticket.carrier, { from: at, to: null }],
});

const fromCarrier = (ticket: TicketCase, resolved: boolean, at: number): Partial<TicketCase> => ({
  ...(resolved
    ? { state: 'CLOSED', closedAt: at, resumesTo: null, clocks: onEveryClock(ticket, at, cancelClock) }
    : goOn(ticket, at)),
  carrier: ended(ticket.carrier, at),
});

/** The latest word on each piece of equipment holds. */
const merged = (before: AffectedUnits[], now: AffectedUnits[]): AffectedUnits[] => [
  ...before.filter(({ assetCode }) => !now.some((asset) => asset.assetCode === assetCode)),
  ...now,
];

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
function reopened(ticket: TicketCase, at: number): Partial<TicketCase> {
  const { RESOLVE: _endedNothing, ...madeOffline } = ticket.madeOffline;
  return {
    state: 'REOPENED',
    round: ticket.round + 1,
    repairedAt: null,
    madeOffline,
    clocks: onClocks(ticket, at, {
      ONSITE: (clock) => (clock.metAt === null ? reopenClock(clock, at) : clock),
      RESOLVE: reopenClock,
    }),
  };
}

/** The case after a step taken at `at` (ms). The step must be allowed: see `refusalOf`. */
export const applyStep = (ticket: TicketCase, step: TicketStep, at: number): TicketCase => ({
  ...ticket,
  ...offlineNotes(ticket, step),
  ...change(ticket, step, at),
  version: ticket.version + 1,
});
