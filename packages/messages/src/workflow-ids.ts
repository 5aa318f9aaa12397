import type { TicketKind } from '@zhishou/rules/ticket-life';
import type { TaskQueue } from './task-queues.js';

const PREFIX: Record<TicketKind, string> = { FAULT: 'fault', CONSULTATION: 'consultation', OTHER: 'other' };

/** `fault/{ticketId}` and its like; the same ticket always has the same workflow id. */
export const ticketWorkflowId = (kind: TicketKind, ticketId: string): string => `${PREFIX[kind]}/${ticketId}`;

/** Every workflow id that a ticket may have, whatever its kind. */
export const ticketWorkflowIds = (ticketId: string): string[] =>
  (Object.keys(PREFIX) as TicketKind[]).map((kind) => ticketWorkflowId(kind, ticketId));

/** The ticket of a workflow id made by {@link ticketWorkflowId}. */
export const ticketOfWorkflow = (workflowId: string): string => workflowId.slice(workflowId.indexOf('/') + 1);

/** The workflow type that carries a ticket of this kind. */
export const ticketWorkflowType = (kind: TicketKind): string =>
  kind === 'OTHER' ? 'otherMatter' : PREFIX[kind];

/** Every workflow type that carries a ticket. */
export const TICKET_WORKFLOW_TYPES = (Object.keys(PREFIX) as TicketKind[]).map(ticketWorkflowType);

/** The reconciliation of a service's cases with its workflows: its schedule, and the workflow that this starts. */
export interface Reconciliation {
  /** of the schedule, and the beginning of its workflows' ids */
  id: string;
  type: string;
}

export const RECONCILIATIONS = {
  tickets: { id: 'reconcile-tickets', type: 'reconcileTickets' },
  inspections: { id: 'reconcile-inspections', type: 'reconcileInspections' },
  scoring: { id: 'reconcile-scoring', type: 'reconcileScoring' },
} as const satisfies Record<TaskQueue, Reconciliation>;

/** Type, task queue and beginning of the id of the workflow that shows Temporal's clock; no worker takes it. */
export const CLOCK_PROBE = 'clock-probe';

const CYCLE = 'inspection-cycle/';
const VISIT = 'visit/';
const HAZARD = 'hazard/';
const REVIEW = 'major-fault-review/';
const MEASURE = 'measure/';
const SHEET = 'score/';
const SETTLEMENT = 'settlement/';
const INSTALMENT = 'instalment/';

/** `inspection-cycle/{contract}/{yyyy-mm}`: the same month of the same contract always has the same. */
export const cycleWorkflowId = (cycleId: string): string => `${CYCLE}${cycleId}`;
export const cycleOfWorkflow = (workflowId: string): string => workflowId.slice(CYCLE.length);

export const visitWorkflowId = (visitId: string): string => `${VISIT}${visitId}`;
export const visitOfWorkflow = (workflowId: string): string => workflowId.slice(VISIT.length);

export const hazardWorkflowId = (findingId: string): string => `${HAZARD}${findingId}`;
export const hazardOfWorkflow = (workflowId: string): string => workflowId.slice(HAZARD.length);

export const reviewWorkflowId = (reviewId: string): string => `${REVIEW}${reviewId}`;
export const reviewOfWorkflow = (workflowId: string): string => workflowId.slice(REVIEW.length);

export const measureWorkflowId = (measureId: string): string => `${MEASURE}${measureId}`;
export const measureOfWorkflow = (workflowId: string): string => workflowId.slice(MEASURE.length);

/** Opens the months that are to be planned; a workflow of the schedule of the same name. */
export const OPEN_CYCLES = 'open-inspection-cycles';

/** `score/{contract}/{yyyy-mm}`: the sheet of a month of a contract. */
export const sheetWorkflowId = (sheetId: string): string => `${SHEET}${sheetId}`;
export const sheetOfWorkflow = (workflowId: string): string => workflowId.slice(SHEET.length);

/** `settlement/{contract}` */
export const settlementWorkflowId = (contractId: string): string => `${SETTLEMENT}${contractId}`;
export const settlementOfWorkflow = (workflowId: string): string => workflowId.slice(SETTLEMENT.length);

/** `instalment/{contract}/{no}` */
export const instalmentWorkflowId = (instalmentId: string): string => `${INSTALMENT}${instalmentId}`;
export const instalmentOfWorkflow = (workflowId: string): string => workflowId.slice(INSTALMENT.length);

/** Opens what a contract's scores and money are kept in; a workflow of the schedule of the same name. */
export const OPEN_SCORES = 'open-scores';
