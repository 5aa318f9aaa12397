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
  const lastOf = <Data>(is: (data: unknown) => data is Data): Data[] =>
    subjects.flatMap((events) => {
      const last = events.findLast(({ data }) => is(data));
      return last ? [last.data as Data] : [];
    });
  const cycles = lastOf(isCycle).map(({ cycle }) => cycle);
  return {
    faults: subjects.map((events) => faultFact(events.filter(isOfTicket))).filter(present),
    documents: [],
    plans: cycles.map(planFact).filter(present),
    visits: lastOf(isVisit)
      .map(({ visit }) => visitFact(visit))
      .filter(present),
    calls: cycles.map(callFact),
    guarantees: lastOf(isGuarantee).map(guaranteeFact),
    events: lastOf(isServiceEvent).map(eventFact),
  };
}

/** A mark of a clock tells the ticket too. */
const isOfTicket = (told: Told): told is Told<TicketEventData> =>
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
