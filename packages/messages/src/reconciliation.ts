/** How a case and its process may have come apart. */
export type DriftKind =
  /** the case is not over, or may still be put right, and no workflow carries it */
  | 'NOT_RUNNING'
  /** its workflow runs, and the case does not know */
  | 'NOT_NOTED'
  /** the case is over, and its workflow still waits */
  | 'STILL_RUNNING'
  /** the record has steps that the workflow never learned */
  | 'BEHIND'
  /** the workflow knows steps that are not on record */
  | 'AHEAD'
  | NoCase;

/** A workflow runs for a case that does not exist, named after its kind: `NO_TICKET` and its like. */
export type NoCase = `NO_${Uppercase<string>}`;

export const DRIFT_FOUND = 'ticket.drift-found';
export const INSPECTION_DRIFT_FOUND = 'inspection.drift-found';
export const SHEET_DRIFT_FOUND = 'sheet.drift-found';
export const SETTLEMENT_DRIFT_FOUND = 'settlement.drift-found';
export const INSTALMENT_DRIFT_FOUND = 'instalment.drift-found';

/** Once for each drift; the case's id stands under the name of its kind, as `ticketId`. */
export type DriftData = Record<`${string}Id`, string> & {
  what: DriftKind;
  /** ISO 8601 UTC, by the database's clock */
  seenAt: string;
};

/** Where to go on; null begins. */
export interface PageRequest {
  after: string | null;
}

export interface ComparedPage {
  compared: number;
  found: number;
  mended: number;
  /** null when there is no further page */
  next: string | null;
}

/** Activities of a worker with cases. Each compares one page of one kind of case; repeating one does no harm. */
export interface ReconciliationActivities {
  compareOpenCases: (page: PageRequest) => Promise<ComparedPage>;
  compareRunningProcesses: (page: PageRequest) => Promise<ComparedPage>;
  compareVersions: (page: PageRequest) => Promise<ComparedPage>;
  /** looks again at drift on record that was not seen mended */
  settleKnownDrift: (page: PageRequest) => Promise<ComparedPage>;
}

export type ReconciliationResult = Omit<ComparedPage, 'next'>;
