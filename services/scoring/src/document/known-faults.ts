import { TICKET_STEP_EVENTS, type TicketEventData, type TicketSnapshot } from '@zhishou/messages/events';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { groupBy } from '@zhishou/rules/group-by';
import { monthBounds, type Month } from '@zhishou/rules/month';
import type { FaultFact } from '@zhishou/rules/score/facts.types';
import { isWithdrawn } from '@zhishou/rules/ticket-life';
import type { EntityManager } from 'typeorm';
import { factsUpTo, lastFact } from '../fact/known-facts.js';
import { instant } from '../instant.js';
import { faultFact } from '../projection/fault-fact.js';
import { isOfTicket } from '../projection/project-facts.js';
import type { Told } from '../projection/told.js';

/** A fault of a contract as it is known: how it stands, what scores count of it, and all that was told. */
export interface KnownFault {
  ticket: TicketSnapshot;
  fact: FaultFact;
  told: readonly Told<TicketEventData>[];
}

/** What a repair report says; nothing of a fault without one. */
export type RepairText = 'phenomenon' | 'causeAnalysis' | 'handling' | 'responsibilityAnalysis' | 'lessons';

/** The contract's faults, in the order in which they were reported. */
export const knownFaults = async (manager: EntityManager, { id }: Contract): Promise<KnownFault[]> =>
  faultsOf(await factsUpTo(manager, id, (await lastFact(manager)).seq));

/** The faults among these facts, in the order in which they were reported. */
export const faultsOf = (facts: readonly Told[]): KnownFault[] =>
  [...groupBy(facts.filter(isOfTicket), ({ subject }) => subject).values()]
    .flatMap((events): KnownFault[] => {
      const fact = faultFact(events);
      return fact ? [{ ticket: events.at(-1)!.data.ticket, fact, told: events }] : [];
    })
    .filter(({ ticket }) => !isWithdrawn(ticket.state))
    .sort((a, b) => a.fact.reportedAt - b.fact.reportedAt || (a.ticket.id < b.ticket.id ? -1 : 1));

/** Those that were at hand at some time of the month: reported before its end, closed no earlier than its beginning. */
export function atHandIn(month: Month, faults: readonly KnownFault[]): KnownFault[] {
  const { from, to } = monthBounds(month);
  return faults.filter(
    ({ fact, ticket }) => fact.reportedAt < to && (instant(ticket.closedAt) ?? Infinity) >= from,
  );
}

/** Those that were closed in the month. */
export function closedIn(month: Month, faults: readonly KnownFault[]): KnownFault[] {
  const { from, to } = monthBounds(month);
  return faults.filter(({ ticket }) => {
    const closedAt = instant(ticket.closedAt);
    return closedAt !== null && closedAt >= from && closedAt < to;
  });
}

/** Of the repair report that was filed last. */
export function repairText({ told }: KnownFault, text: RepairText): string {
  const said = told.findLast(({ type }) => type === TICKET_STEP_EVENTS.fileRepairReport)?.data.step?.[text];
  return typeof said === 'string' ? said : '';
}
