import { randomUUID } from 'node:crypto';
import {
  type Event,
  TICKET_REPORTED,
  type TicketEventData,
  type TicketSnapshot,
} from '@zhishou/messages/events';
import { newId } from '@zhishou/platform/ids';

/** A general fault of one unit, reported and not yet repaired, unless told otherwise. */
export function ticketSnapshot(facts: Partial<TicketSnapshot>): TicketSnapshot {
  return {
    id: newId('tkt'),
    number: 'GD-1',
    kind: 'FAULT',
    severity: 'GENERAL',
    state: 'ACCEPTED',
    round: 1,
    version: 1,
    coverage: 'COVERED',
    assetCode: null,
    assetName: null,
    unitsAffected: 1,
    unitNumbers: null,
    faultType: null,
    reportedById: newId('psn'),
    assigneeId: null,
    reportedAt: '2026-07-01T00:00:00.000Z',
    acceptedAt: null,
    repairedAt: null,
    closedAt: null,
    affectedAssets: [],
    pauseSpans: [],
    carrierSpans: [],
    contractId: 'test',
    contractVersion: 'test',
    clocks: [],
    startedAt: facts.reportedAt ?? '2026-07-01T00:00:00.000Z',
    ...facts,
  };
}

/** The event that tells this state of a ticket. */
export function ticketEvent(ticket: TicketSnapshot, type = TICKET_REPORTED): Event<TicketEventData> {
  return {
    specversion: '1.0',
    id: `evt_${randomUUID()}`,
    source: '/zhishou/tickets',
    type,
    subject: ticket.id,
    time: ticket.reportedAt,
    datacontenttype: 'application/json',
    sequence: '1',
    data: { ticket },
  };
}
