import { SERVICE_EVENT_REGISTERED, TICKET_REPORTED, TICKET_STEP_EVENTS } from '@zhishou/messages/events';
import type { TicketEventData, TicketSnapshot } from '@zhishou/messages/events';
import {
  CYCLE_OPENED,
  INSPECTION_ATTACHMENT_ADDED,
  VISIT_PLANNED,
} from '@zhishou/messages/inspection-events';
import type { CycleSnapshot, VisitSnapshot } from '@zhishou/messages/inspection-events';
import { newId } from '@zhishou/platform/ids';
import { monthBounds, shiftMonth } from '@zhishou/rules/month';
import type { ServiceEventKind } from '@zhishou/rules/service-event';
import { CONTRACT_ID, type Tell } from './sheets.world.js';
import { ticketSnapshot } from './ticket-event.builder.js';

const HOUR_MS = 3_600_000;

const iso = (at: number): string => new Date(at).toISOString();

/**
 * What was told of a general fault, reported at an instant (ms), repaired and tested so many hours later.
 * @param report what the repair report says
 */
export function closedFault(
  reportedAt: number,
  hours: number,
  more: Partial<TicketSnapshot> = {},
  report: object = {},
): Tell[] {
  const reported = ticketSnapshot({
    contractId: CONTRACT_ID,
    assetCode: 'L1-S1-01',
    unitsAffected: 0,
    reportedAt: iso(reportedAt),
    ...more,
  });
  const repairedAt = iso(reportedAt + hours * HOUR_MS);
  const closedAt = iso(reportedAt + (hours + 1) * HOUR_MS);
  const tell = (type: string, time: string, ticket: TicketSnapshot, step?: object): Tell => {
    const data: TicketEventData = { ticket, step: step as Record<string, unknown> };
    return { type, subject: reported.id, time, data };
  };
  const repaired = { ...reported, state: 'REPAIRED' as const, repairedAt };
  return [
    tell(TICKET_REPORTED, reported.reportedAt, reported),
    tell(TICKET_STEP_EVENTS.fileRepairReport, repairedAt, repaired, { repairedAt, ...report }),
    tell(
      TICKET_STEP_EVENTS.recordRecoveryTest,
      closedAt,
      { ...repaired, state: 'CLOSED', closedAt },
      { passed: true },
    ),
  ];
}

/** A month of inspections in which nobody planned the next, nor called. */
export function idleCycle(month: string, more: Partial<CycleSnapshot> = {}): Tell {
  const cycle: CycleSnapshot = {
    id: `${CONTRACT_ID}/${month}`,
    contractId: CONTRACT_ID,
    contractVersion: 'test',
    month,
    state: 'PLANNING',
    version: 0,
    planNo: null,
    planSubmittedAt: null,
    planDueAt: iso(monthBounds(month).from),
    summarySubmittedAt: null,
    summaryConforming: null,
    jointTests: 0,
    calls: 0,
    closedAt: null,
    ...more,
  };
  return {
    type: CYCLE_OPENED,
    subject: cycle.id,
    time: iso(monthBounds(shiftMonth(month, -1)).from),
    data: { cycle },
  };
}

/** A visit that nobody has made. */
export function idleVisit(month: string): Tell {
  const visit: VisitSnapshot = {
    id: newId('vst'),
    cycleId: `${CONTRACT_ID}/${month}`,
    month,
    state: 'PLANNED',
    round: 1,
    version: 0,
    date: `${month}-10`,
    place: '机房',
    engineerId: newId('psn'),
    assetCodes: ['L1-S1-01'],
    rounds: [],
  };
  return { type: VISIT_PLANNED, subject: visit.id, time: iso(monthBounds(month).from), data: { visit } };
}

/** A photo of a visit: told of the visit, though it says nothing of how that stands. */
export const photoOf = (visit: Tell): Tell => ({
  type: INSPECTION_ATTACHMENT_ADDED,
  subject: visit.subject,
  time: visit.time,
  data: { subjectId: visit.subject, attachment: { id: newId('att') }, by: { id: newId('psn') } },
});

export function registered(month: string, kind: ServiceEventKind): Tell {
  const id = newId('sev');
  const serviceEvent = {
    ...{ id, month, contractId: CONTRACT_ID, kind, points: null, note: '接报后无人接听', ticketId: null },
    ...{ recordedAt: iso(Date.now()), recordedById: newId('psn') },
  };
  const by = { id: serviceEvent.recordedById, role: 'BUREAU_SUPERVISOR' as const };
  return {
    type: SERVICE_EVENT_REGISTERED,
    subject: id,
    time: serviceEvent.recordedAt,
    data: { serviceEvent, by },
  };
}
