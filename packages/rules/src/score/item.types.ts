import type { ScoreItemCode } from '../contract/score-rules.types.js';
import type { Fraction } from '../fraction.js';
import type { Month } from '../month.js';

/** Why points are taken or given; the words for it are the reader's language. */
export type DeductionCause =
  | 'DOCUMENT_MISSING'
  | 'DOCUMENT_LATE'
  | 'DOCUMENT_NONCONFORMING'
  | 'REQUIREMENT_NOT_MET'
  | 'PLAN_MISSING'
  | 'VISIT_NOT_COMPLETED'
  | 'CALL_MISSING'
  | 'DATA_INACCURACY'
  | 'TIMELY_REPAIR'
  | 'AVAILABILITY'
  | 'REPEAT_FAULT'
  | 'GUARANTEE_NOT_FULFILLED'
  | 'CALLBACK_DISSATISFIED'
  | 'COMPLAINT'
  | 'PRAISE'
  | 'ESCALATED_COMPLAINT'
  | 'MEDIA_EXPOSURE'
  | 'COMMUNICATION_ACCIDENT'
  | 'DIRECT_DEDUCTION';

export type EvidenceKind =
  | 'FAULT'
  | 'DOCUMENT'
  | 'PLAN'
  | 'VISIT'
  | 'CALL'
  | 'GUARANTEE_TASK'
  | 'SERVICE_EVENT';

/** A row of the facts. */
export interface Evidence {
  kind: EvidenceKind;
  id: string;
}

export interface Deduction {
  /** what it costs by itself, before the floor and the cap of its item; negative for praise */
  points: Fraction;
  cause: DeductionCause;
  evidence: Evidence[];
  /** of a row that became known too late for its own month: that month */
  month: Month | null;
}

/** An item of the sheet with the points that are left of it. */
export interface ScoredItem {
  code: ScoreItemCode;
  of: number;
  /** from 0 to `of`; of D: what was taken, 0 or less */
  points: Fraction;
  deductions: Deduction[];
}
