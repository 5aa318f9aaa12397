import { TICKET_STEP_EVENTS, type TicketEventData, type TicketSnapshot } from '@zhishou/messages/events';
import type { FaultFact, HandOffFact, RoundFact } from '@zhishou/rules/score/facts.types';
import { NO_LIST } from '@zhishou/rules/score/neutral/read-fault';
import type { AffectedUnits } from '@zhishou/rules/ticket-case';
import type { Severity } from '@zhishou/rules/ticket-life';
import { instant } from '../instant.js';
import { downWith } from '../availability/fault-facts.js';
import type { Told } from './told.js';

const STEP = TICKET_STEP_EVENTS;

/**
 * What the events of one ticket, in their order, tell of a fault; null for a ticket that is none. An instant that the
 * bureau accepted or corrected later is taken as it last stands.
 */
export function faultFact(told: readonly Told<TicketEventData>[]): FaultFact | null {
  const last = told.at(-1)?.data.ticket;
  const severity = told.find(({ data }) => data.ticket.severity !== null)?.data.ticket.severity ?? null;
  if (!last || last.kind !== 'FAULT' || severity === null) return null;
  const at = (type: string) => told.find((one) => one.type === type)?.time ?? null;
  const callback = told.findLast(({ type }) => type === STEP.recordCallback);
  return {
    id: last.id,
    asset: last.assetCode,
    severity,
    reportedAt: Date.parse(last.reportedAt),
    startedAt: Date.parse(last.startedAt),
    acceptedAt: instant(last.acceptedAt),
    down: downOf(last),
    coverage: coverageOf(last),
    judgedAt: at(STEP.judgeCoverage),
    pauses: last.pauseSpans.map(({ from, to }) => ({ from: Date.parse(from), to: instant(to) })),
    handOffs: handOffsOf(told),
    reclassified: told
      .filter(({ type }) => type === STEP.reclassifyTicket)
      .map(({ time, data }) => ({ at: time, to: data.step?.severity as Severity })),
    rounds: roundsOf(told),
    cancelledAt: at(STEP.cancelTicket),
    faultType: last.faultType,
    callback: callback
      ? { answeredAt: callback.time, satisfied: callback.data.step?.satisfied === true }
      : null,
    copies: 1,
    countIn: {},
  };
}

/** Equipment of no list that is down counts where the bureau judged it to be covered. */
function downOf(ticket: TicketSnapshot): AffectedUnits[] {
  const { assetCode, unitsAffected, unitNumbers } = ticket;
  const own = assetCode === null ? [{ assetCode: NO_LIST, unitsAffected, unitNumbers }] : [];
  return [...own, ...downWith(ticket)];
}

function coverageOf({ state, coverage }: TicketSnapshot): FaultFact['coverage'] {
  if (state === 'NOT_COVERED') return 'NOT_COVERED';
  return coverage === 'COVERED' || coverage === 'COVERED_BY_JUDGEMENT' ? coverage : null;
}

function handOffsOf(told: readonly Told<TicketEventData>[]): HandOffFact[] {
  const handOffs: HandOffFact[] = [];
  for (const { type, time, data } of told) {
    const open = handOffs.at(-1);
    if (type === STEP.declareHandOff)
      handOffs.push({
        declaredAt: time,
        confirmedAt: null,
        sentBackAt: null,
        returnedAt: null,
        carrierResolved: false,
      });
    else if (type === STEP.decideHandOff && open)
      open[data.step?.confirm === true ? 'confirmedAt' : 'sentBackAt'] = time;
    // nobody decides on it any more: the provider has repaired the fault itself
    else if (type === STEP.fileRepairReport && open?.confirmedAt === null && open.sentBackAt === null)
      handOffs.pop();
    else if (type === STEP.returnHandOff && open) {
      open.returnedAt = time;
      open.carrierResolved = data.step?.resolvedByCarrier === true;
    }
  }
  return handOffs;
}

function roundsOf(told: readonly Told<TicketEventData>[]): RoundFact[] {
  const rounds: RoundFact[] = [];
  for (const { type, time, data } of told) {
    const open = rounds.at(-1);
    if (type === STEP.fileRepairReport)
      rounds.push({
        filedAt: instant(data.ticket.repairedAt) ?? time,
        statedAt: typeof data.step?.repairedAt === 'string' ? Date.parse(data.step.repairedAt) : null,
        testedAt: null,
        passed: false,
      });
    else if (type === STEP.recordRecoveryTest && open) {
      open.testedAt = time;
      open.passed = data.step?.passed === true;
    } else if (type === STEP.acceptOfflineInstant && open)
      open.filedAt = instant(data.ticket.repairedAt) ?? open.filedAt;
  }
  return rounds;
}
