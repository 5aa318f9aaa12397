import type { ServiceEventData, TicketEventData } from '@zhishou/messages/events';
import { groupBy } from '@zhishou/rules/group-by';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import type { ClosedFault, DocumentContract } from '@zhishou/rules/document/due-documents';
import type { Kept } from '@zhishou/rules/inspection/inspected-month';
import type { EventFact, FaultFact, ScoreFacts } from '@zhishou/rules/score/facts.types';
import { orderly } from '@zhishou/rules/score/orderly';
import { carrierResolvedAt, passedRound } from '@zhishou/rules/score/resolve-clock';
import { documentFacts, isDueDocument } from '../due-document/document-facts.js';
import { faultFact } from './fault-fact.js';
import {
  callFact,
  guaranteeFact,
  isCycle,
  isGuarantee,
  isVisit,
  planFact,
  visitFact,
} from './inspection-facts.js';
import type { Told } from './told.js';

const present = <Value>(value: Value | null): value is Value => value !== null;

/** The contract whose months are asked for, and which of its days are kept here. */
export interface Projected {
  contract: DocumentContract & Pick<Contract, 'assets'>;
  kept: Kept;
}

/**
 * What the facts of one contract, in the order of their numbers, say of its months. The last word on each subject
 * counts; a fault is made of all that was told of it.
 */
export function projectFacts(told: readonly Told[], { contract, kept }: Projected): ScoreFacts {
  const subjects = [...groupBy(told, ({ subject }) => subject).values()];
  const lastOf = <Data>(is: (data: unknown) => data is Data): Data[] =>
    subjects.flatMap((events) => {
      const last = events.findLast(({ data }) => is(data));
      return last ? [last.data as Data] : [];
    });
  const cycles = lastOf(isCycle).map(({ cycle }) => cycle);
  const faults = subjects.map((events) => faultFact(events.filter(isOfTicket))).filter(present);
  const documents = told.map(({ data }) => data).filter(isDueDocument);
  const facts: ScoreFacts = {
    faults,
    documents: documentFacts(contract, kept, faults.flatMap(closedFault), documents, cycles),
    plans: cycles.map(planFact).filter(present),
    visits: lastOf(isVisit)
      .map(({ visit }) => visitFact(visit))
      .filter(present),
    calls: cycles.map(callFact),
    guarantees: lastOf(isGuarantee).map(guaranteeFact),
    events: lastOf(isServiceEvent).map(eventFact),
  };
  return orderly(facts, contract.assets);
}

/** The fault of which an analysis is due, once it is closed. */
function closedFault(fault: FaultFact): ClosedFault[] {
  const closedAt = passedRound(fault)?.testedAt ?? carrierResolvedAt(fault);
  return closedAt === null ? [] : [{ ticketId: fault.id, closedAt }];
}

/** A mark of a clock tells the ticket too. */
export const isOfTicket = (told: Told): told is Told<TicketEventData> =>
  typeof told.data === 'object' && told.data !== null && 'ticket' in told.data;

const isServiceEvent = (data: unknown): data is ServiceEventData =>
  typeof data === 'object' && data !== null && 'serviceEvent' in data;

const eventFact = ({ serviceEvent: event }: ServiceEventData): EventFact => ({
  id: event.id,
  month: event.month,
  kind: event.kind,
  points: event.points ?? 0,
  recordedAt: Date.parse(event.recordedAt),
  countIn: null,
});
