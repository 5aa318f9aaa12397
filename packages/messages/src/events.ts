import type {
  ClockKind,
  Coverage,
  Severity,
  TicketAction,
  TicketKind,
  TicketState,
} from '@zhishou/rules/ticket-life';
import type { Role } from '@zhishou/rules/role';
import type { AffectedUnits } from '@zhishou/rules/ticket-case';
import type { MarkName } from '@zhishou/rules/clock';
import type { ServiceEventKind } from '@zhishou/rules/service-event';

/** CloudEvents 1.0 in structured JSON, as it stands on Kafka. */
export interface Event<Data = unknown> {
  specversion: '1.0';
  id: string;
  /** `/zhishou/<service>` */
  source: string;
  type: string;
  /** the aggregate's id */
  subject: string;
  /** the instant it happened, ISO 8601 UTC */
  time: string;
  datacontenttype: 'application/json';
  /** the request that caused it, if a person did */
  requestid?: string;
  /** position in the producer's outbox: rising within one aggregate */
  sequence: string;
  data: Data;
}

export const PERSON_CHANGED = 'person.changed';
export const SESSION_ENDED = 'session.ended';
export const DUTY_GAP_OPENED = 'duty.gap-opened';
export const DUTY_GAP_CLOSED = 'duty.gap-closed';
export const TICKET_REPORTED = 'ticket.reported';
export const TICKET_ATTACHMENT_ADDED = 'ticket.attachment-added';
export const CLOCK_WARNED = 'clock.warned';
export const CLOCK_BREACHED = 'clock.breached';
export const ESCALATION_RAISED = 'escalation.raised';
export const ESCALATION_ACKNOWLEDGED = 'escalation.acknowledged';
export const ESCALATION_WITHDRAWN = 'escalation.withdrawn';
export const SPARE_PART_LOW = 'spare-part.low';
export const SERVICE_EVENT_REGISTERED = 'service-event.registered';

/** What each step of a ticket is called once it has happened. */
export const TICKET_STEP_EVENTS: Record<TicketAction, string> = {
  judgeCoverage: 'ticket.coverage-judged',
  acceptTicket: 'ticket.accepted',
  assignEngineer: 'ticket.engineer-assigned',
  startRemoteSupport: 'ticket.remote-support-started',
  dispatchEngineer: 'ticket.dispatched',
  checkIn: 'ticket.checked-in',
  fileRepairReport: 'ticket.repair-reported',
  recordRecoveryTest: 'ticket.recovery-tested',
  recordCallback: 'ticket.callback-recorded',
  answerConsultation: 'ticket.consultation-answered',
  closeOtherMatter: 'ticket.other-closed',
  cancelTicket: 'ticket.cancelled',
  requestPause: 'ticket.pause-requested',
  decidePause: 'ticket.pause-decided',
  resumeTicket: 'ticket.resumed',
  declareHandOff: 'ticket.hand-off-declared',
  decideHandOff: 'ticket.hand-off-decided',
  returnHandOff: 'ticket.hand-off-returned',
  reclassifyTicket: 'ticket.reclassified',
  correctFaultStart: 'ticket.fault-start-corrected',
  addAffectedAssets: 'ticket.affected-assets-added',
  acceptOfflineInstant: 'ticket.offline-instant-accepted',
  releaseAssignee: 'ticket.assignee-released',
};

/** Time of the roster that somebody has left, of `duty.gap-opened` and `duty.gap-closed`; instants are ISO 8601 UTC. */
export interface DutyGapData {
  gapId: string;
  /** who was on duty then */
  personId: string;
  side: PersonSnapshot['side'];
  why: 'DEACTIVATED' | 'ROLE_CHANGED' | 'NDA_MISSING';
  startsAt: string;
  endsAt: string;
  /** when it came about, or was closed */
  at: string;
}

export interface PersonSnapshot {
  id: string;
  username: string;
  displayName: string;
  role: Role;
  side: 'BUREAU' | 'PROVIDER' | 'SYSTEM';
  ndaSigned: boolean;
  active: boolean;
  /** access tokens of an earlier one are dead; absent in events from before there was one, which means 0 */
  sessionEpoch?: number;
}

/** One sign-in is over, and no other of the same person's. The subject is the session's id. */
export interface SessionEnd {
  /** from then on nothing that was given out to it can be alive; ISO 8601 UTC */
  forgetAt: string;
}

/** `to` is null while it lasts. */
export interface SnapshotSpan {
  from: string;
  to: string | null;
}

/** The ticket's public state after the event. Instants are ISO 8601 UTC. */
export interface TicketSnapshot {
  id: string;
  number: string;
  kind: TicketKind;
  severity: Severity | null;
  state: TicketState;
  round: number;
  version: number;
  coverage: Coverage | null;
  assetCode: string | null;
  assetName: string | null;
  unitsAffected: number;
  unitNumbers: number[] | null;
  faultType: string | null;
  reportedById: string;
  assigneeId: string | null;
  reportedAt: string;
  /** when the fault began: the report, unless the bureau corrected it */
  startedAt: string;
  acceptedAt: string | null;
  repairedAt: string | null;
  closedAt: string | null;
  /** of the inspection that turned it up; absent in events from before there were any */
  findingId?: string | null;
  /** further equipment that is down with it */
  affectedAssets: AffectedUnits[];
  /** the pauses the bureau approved */
  pauseSpans: SnapshotSpan[];
  /** the time in the carrier's hands */
  carrierSpans: SnapshotSpan[];
  /** the contract it was reported under, to its end */
  contractId: string;
  contractVersion: string;
  clocks: { kind: ClockKind; metAt: string | null; breachedAt: string | null; cancelledAt: string | null }[];
}

export interface TicketEventData {
  ticket: TicketSnapshot;
  /** what the step itself said, e.g. `{passed: false, note}`; absent on marks */
  step?: Record<string, unknown>;
  by?: { id: string; role: Role };
}

/** A file was attached; its bytes stay where they are. */
export interface AttachedFile {
  id: string;
  fileName: string;
  kind: 'IMAGE' | 'AUDIO' | 'VIDEO' | 'DOCUMENT';
  contentType: string;
  /** bytes */
  size: number;
  sha256: string;
}

export interface AttachmentEventData extends TicketEventData {
  attachment: AttachedFile;
}

export interface ClockMarkData extends TicketEventData {
  clock: ClockKind;
  mark: MarkName;
  /** the instant the mark was reached */
  at: string;
  dueAt: string;
}

/** A spare part whose stock has fallen to `lowAt` or below. */
export interface SparePartSnapshot {
  id: string;
  code: string;
  name: string;
  model: string;
  unit: string;
  stock: number;
  lowAt: number;
}

export interface SparePartLowData {
  sparePart: SparePartSnapshot;
  /** the fault whose repair used the last of it, if it was one */
  ticketId: string | null;
}

/** MAJOR_FAULT, a clock's `RESPONSE_WARNING`, `ONSITE_BREACH`, …, or LOW_STOCK. */
export type EscalationReason = 'MAJOR_FAULT' | `${ClockKind}_${'WARNING' | 'BREACH'}` | 'LOW_STOCK';

export interface EscalationData {
  escalationId: string;
  reason: EscalationReason;
  level: number;
  /** null when it is about no ticket */
  ticketId: string | null;
  number: string | null;
  severity: Severity | null;
  assetCode: string | null;
  assetName: string | null;
  clock: ClockKind | null;
  dueAt: string | null;
  /** what has run low; null when it is about a ticket */
  sparePart: SparePartSnapshot | null;
  /** the instant that is told about: of the report, the mark, or the movement of the stock */
  at: string;
}

/** What the bureau registered for a month's score sheet. */
export interface ServiceEventData {
  serviceEvent: {
    id: string;
    month: string;
    /** absent in events from before there were several contracts */
    contractId?: string | null;
    kind: ServiceEventKind;
    points: number | null;
    note: string;
    ticketId: string | null;
    /** what proves it; absent in events from before it could be named */
    files?: { id: string; sha256: string }[];
    recordedAt: string;
    recordedById: string;
  };
  by: { id: string; role: Role };
}
