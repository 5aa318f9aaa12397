import type { CycleAction, CycleState } from '@zhishou/rules/inspection/cycle-life';
import type { FindingKind } from '@zhishou/rules/inspection/check-result';
import type { GuaranteeAction, GuaranteeKind } from '@zhishou/rules/inspection/guarantee';
import type {
  ReferenceAction,
  ReferenceKind,
  ReferenceState,
} from '@zhishou/rules/inspection/reference-document';
import type { HazardAction, HazardState } from '@zhishou/rules/inspection/hazard-life';
import type { VisitAction, VisitState } from '@zhishou/rules/inspection/visit-life';
import type { Month } from '@zhishou/rules/month';
import type { Role } from '@zhishou/rules/role';
import type { AttachedFile } from './events.js';

export const CYCLE_OPENED = 'inspection.cycle-opened';
/** A date of the month has passed with nothing done: of the plan, the coverage, the summary, the joint test, the call. */
export const CYCLE_OVERDUE = 'inspection.overdue';
export const ALARM_RAISED = 'alarm.raised';
export const ALARM_CLEARED = 'alarm.cleared';

/** What each step of a month's inspection is called once it has happened. */
export const CYCLE_STEP_EVENTS: Record<CycleAction, string> = {
  submitPlan: 'inspection.plan-submitted',
  approvePlan: 'inspection.plan-approved',
  editPlan: 'inspection.plan-edited',
  returnPlan: 'inspection.plan-returned',
  beginExecution: 'inspection.execution-begun',
  noteCoverage: 'inspection.coverage-noted',
  recordJointTest: 'inspection.joint-test-recorded',
  recordMonthlyCall: 'inspection.monthly-call-recorded',
  endMonth: 'inspection.month-ended',
  endEarly: 'inspection.ended-early',
  submitSummary: 'inspection.summary-submitted',
  reviewSummary: 'inspection.summary-reviewed',
  closeCycle: 'inspection.cycle-closed',
};

/** The month after the event. Instants are ISO 8601 UTC. */
export interface CycleSnapshot {
  id: string;
  contractId: string;
  contractVersion: string;
  month: Month;
  state: CycleState;
  version: number;
  planNo: number | null;
  /** of the first version, which is the one that counts */
  planSubmittedAt: string | null;
  /** when the plan was due; null where none is */
  planDueAt: string | null;
  summarySubmittedAt: string | null;
  summaryConforming: boolean | null;
  jointTests: number;
  calls: number;
  closedAt: string | null;
}

export interface CycleEventData {
  cycle: CycleSnapshot;
  /** what the step itself said; absent where nobody took one */
  step?: Record<string, unknown>;
  by?: { id: string; role: Role };
}

export interface CycleOverdueData extends CycleEventData {
  clock: string;
  dueAt: string;
}

/** Somebody is to be called. Its id is made of reason, subject and mark, so that the same alarm is one. */
export interface AlarmRaisedData {
  alarmId: string;
  reason: string;
  severity: 'MAJOR' | 'GENERAL' | null;
  about: Record<string, string>;
  title: string;
  at: string;
  dueAt: string | null;
}

export interface AlarmClearedData {
  alarmId: string;
  at: string;
  why: string;
}

export const VISIT_PLANNED = 'inspection.visit-planned';
/** Not recorded within its month, or rejected and not done again. */
export const VISIT_NOT_COMPLETED = 'inspection.visit-not-completed';

/** What each step of a visit is called once it has happened. */
export const VISIT_STEP_EVENTS: Record<VisitAction, string> = {
  recordVisit: 'inspection.visit-recorded',
  reviewVisit: 'inspection.visit-reviewed',
  replanVisit: 'inspection.visit-replanned',
  cancelVisit: 'inspection.visit-cancelled',
  endMonth: 'inspection.visit-ended',
  endEarly: 'inspection.visit-ended-early',
};

/** The visit after the event. Instants are ISO 8601 UTC. */
export interface VisitSnapshot {
  id: string;
  cycleId: string;
  month: Month;
  state: VisitState;
  round: number;
  version: number;
  date: string;
  place: string;
  engineerId: string;
  assetCodes: string[];
  rounds: { recordedAt: string; reviewedAt: string | null; signed: boolean | null }[];
}

export interface VisitEventData {
  visit: VisitSnapshot;
  step?: Record<string, unknown>;
  by?: { id: string; role: Role };
}

/** An abnormal result of a visit, the first time it is on record. */
export const FINDING_MADE = 'inspection.finding-made';

/** What each step of a hazard is called once it has happened. */
export const HAZARD_STEP_EVENTS: Record<HazardAction, string> = {
  decideHazard: 'inspection.hazard-decided',
  rectifyHazard: 'inspection.hazard-rectified',
  verifyHazard: 'inspection.hazard-verified',
};

/** What an inspection turned up; a FAULT becomes a ticket, once. */
export interface FindingData {
  finding: {
    id: string;
    kind: FindingKind;
    cycleId: string;
    visitId: string;
    assetCode: string;
    item: string;
    description: string;
    /** of a hazard; absent in events from before it could be made */
    proposal?: string | null;
    foundAt: string;
    /** the supervisor who was there: a fault is reported in that name */
    accompaniedById: string;
  };
}

/** A fault that was found has become a ticket. */
export const FINDING_REPORTED = 'inspection.finding-reported';

export interface FindingReportedData {
  findingId: string;
  cycleId: string;
  ticketId: string;
}

export interface HazardEventData {
  findingId: string;
  /** of the month in which it was found */
  cycleId: string;
  state: HazardState;
  round: number;
  /** the day by which it is to be rectified; null where none is set */
  dueDate: string | null;
  step: Record<string, unknown>;
  by: { id: string; role: Role };
}

/** A file has come for a visit or a finding. */
export const INSPECTION_ATTACHMENT_ADDED = 'inspection.attachment-added';

export interface InspectionAttachmentData {
  /** id of what it is attached to */
  subjectId: string;
  attachment: AttachedFile;
  by: { id: string; role: Role };
}

/** What each change of a reference document is called once it has happened; an upload is told of when its file comes. */
export const REFERENCE_EVENTS: Record<Exclude<ReferenceAction, 'requestReferenceUpload'>, string> = {
  createReferenceDocument: 'inspection.reference-created',
  publishReferenceVersion: 'inspection.reference-published',
  linkReferenceDocument: 'inspection.reference-linked',
  withdrawReferenceDocument: 'inspection.reference-withdrawn',
};

/** The reference document after the event. */
export interface ReferenceEventData {
  document: {
    id: string;
    title: string;
    kind: ReferenceKind;
    state: ReferenceState;
    latestVersion: number;
    checklistItems: string[];
    faultTypes: string[];
  };
  by: { id: string; role: Role };
}

/** What each change of a guarantee task is called once it has happened. */
export const GUARANTEE_EVENTS: Record<GuaranteeAction, string> = {
  createGuaranteeTask: 'inspection.guarantee-ordered',
  setGuaranteeRoster: 'inspection.guarantee-roster-set',
  checkInGuarantee: 'inspection.guarantee-checked-in',
  checkOutGuarantee: 'inspection.guarantee-checked-out',
  judgeGuaranteeTask: 'inspection.guarantee-judged',
};

/** The guarantee task after the event. Instants are ISO 8601 UTC. */
export interface GuaranteeEventData {
  task: {
    id: string;
    contractId: string;
    title: string;
    kind: GuaranteeKind;
    from: string;
    to: string;
    /** the one it ends in, to whose score it belongs */
    month: Month;
    /** null as long as nobody has judged it */
    fulfilled: boolean | null;
    judgedAt: string | null;
    /** why, of the judgement */
    note: string | null;
  };
  /** what the change itself said */
  step: Record<string, unknown>;
  by: { id: string; role: Role };
}
