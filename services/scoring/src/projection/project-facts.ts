import type { ServiceEventData, TicketEventData } from '@zhishou/messages/events';
import { groupBy } from '@zhishou/rules/group-by';
import type { EventFact, ScoreFacts } from '@zhishou/rules/score/facts.types';
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

/**
 * What the facts of one contract, in the order of their numbers, say of its months. The last word on each subject
 * counts; a fault is made of all that was told of it.
 */
export function projectFacts(told: readonly Told[]): ScoreFacts {
  const subjects = [...groupBy(told, ({ subject }) => subject).values()];
  const last = subjects.map((events) => events.at(-1)!.data);
  const cycles = last.filter(isCycle).map(({ cycle }) => cycle);
  return {
    faults: subjects.filter(areOfTicket).map(faultFact).filter(present),
    documents: [],
    plans: cycles.map(planFact).filter(present),
    visits: last
      .filter(isVisit)
      .map(({ visit }) => visitFact(visit))
      .filter(present),
    calls: cycles.map(callFact),
    guarantees: last.filter(isGuarantee).map(guaranteeFact),
    events: last.filter(isServiceEvent).map(eventFact),
  };
}

/** A mark of a clock tells the ticket too. */
const areOfTicket = (events: Told[]): events is Told<TicketEventData>[] =>
  events.every(({ data }) => typeof data === 'object' && data !== null && 'ticket' in data);

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
