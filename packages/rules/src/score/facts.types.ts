import type { Month } from '../month.js';
import type { Coverage, Severity } from '../ticket-life.js';
import type { AffectedUnits, OpenSpan } from '../ticket-case.js';
import type { ServiceEventKind } from '../service-event.js';

/**
 * Everything a month's sheet is computed from (domain §6). Instants are ms, days end at 24:00 in Shanghai. `countIn` is
 * the month of the sheet a row is taken into when its own was confirmed before it became known; null: its own.
 */
export interface ScoreFacts {
  faults: readonly FaultFact[];
  documents: readonly DocumentFact[];
  plans: readonly PlanFact[];
  visits: readonly VisitFact[];
  calls: readonly CallFact[];
  guarantees: readonly GuaranteeFact[];
  events: readonly EventFact[];
}

export interface HandOffFact {
  declaredAt: number;
  confirmedAt: number | null;
  sentBackAt: number | null;
  returnedAt: number | null;
  /** the carrier resolved the fault, which ended it */
  carrierResolved: boolean;
}

/** A repair and its recovery test. */
export interface RoundFact {
  filedAt: number;
  /** by the repair report's own account; null: as filed */
  statedAt: number | null;
  testedAt: number | null;
  passed: boolean;
}

/** The items that may take a fault into a later sheet, each by itself; availability knows none. */
export type FaultCountIn = Partial<Record<'P5' | 'P7' | 'P9', Month>>;

export interface FaultFact {
  id: string;
  /** null: equipment of no list */
  asset: string | null;
  /** as it was reported; see `reclassified` */
  severity: Severity;
  reportedAt: number;
  /** the report, unless the bureau says otherwise */
  startedAt: number;
  acceptedAt: number | null;
  /** what it has taken down, each asset once; what is in no list counts when it is covered by judgement */
  down: readonly AffectedUnits[];
  /** null while it waits for the judgement */
  coverage: Extract<Coverage, 'COVERED' | 'COVERED_BY_JUDGEMENT'> | 'NOT_COVERED' | null;
  /** null: nobody had to judge, or has yet */
  judgedAt: number | null;
  pauses: readonly OpenSpan[];
  handOffs: readonly HandOffFact[];
  /** in time order */
  reclassified: readonly { at: number; to: Severity }[];
  /** in time order; only the last can have passed, which closed the fault */
  rounds: readonly RoundFact[];
  cancelledAt: number | null;
  /** of the repair of the round that passed */
  faultType: string | null;
  callback: { answeredAt: number; satisfied: boolean } | null;
  /** how many alike this row stands for */
  copies: number;
  countIn: FaultCountIn;
}

interface DueFact {
  id: string;
  /** the first instant after the day it is due on */
  dueBy: number;
  submittedAt: number | null;
  countIn: Month | null;
}

export interface DocumentFact extends DueFact {
  conforming: boolean;
}

/** `submittedAt` is that of the first version. */
export type PlanFact = DueFact;

export interface VisitFact {
  id: string;
  month: Month;
  /** in time order */
  rounds: readonly { recordedAt: number; reviewedAt: number | null; signed: boolean }[];
  countIn: Month | null;
}

export interface CallFact {
  id: string;
  month: Month;
  held: boolean;
  countIn: Month | null;
}

export interface GuaranteeFact {
  id: string;
  endsAt: number;
  fulfilled: boolean;
  judgedAt: number | null;
  countIn: Month | null;
}

export interface EventFact {
  id: string;
  month: Month;
  kind: ServiceEventKind;
  /** 0 of a kind whose points the contract fixes */
  points: number;
  recordedAt: number | null;
  countIn: Month | null;
}
