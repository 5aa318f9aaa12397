/** How a ticket and its process may have come apart. */
export type DriftKind =
  /** the ticket is open, or a closed fault that may still be put right, and no workflow carries it */
  | 'NOT_RUNNING'
  /** its workflow runs, and the ticket does not know */
  | 'NOT_NOTED'
  /** the ticket is over, and its workflow still waits */
  | 'STILL_RUNNING'
  /** the record has steps that the workflow never learned */
  | 'BEHIND'
  /** the workflow knows steps that are not on record */
  | 'AHEAD'
  /** a workflow runs for a ticket that does not exist */
  | 'NO_TICKET';

export const DRIFT_FOUND = 'ticket.drift-found';

/** On tickets.v1, once for each drift. */
export interface DriftData {
  what: DriftKind;
  ticketId: string;
  /** ISO 8601 UTC, by the database's clock */
  seenAt: string;
}

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

/** Activities of the tickets worker. Each compares one page; repeating one does no harm. */
export interface ReconciliationActivities {
  compareOpenTickets: (page: PageRequest) => Promise<ComparedPage>;
  compareRunningProcesses: (page: PageRequest) => Promise<ComparedPage>;
  compareVersions: (page: PageRequest) => Promise<ComparedPage>;
  /** looks again at drift on record that was not seen mended */
  settleKnownDrift: (page: PageRequest) => Promise<ComparedPage>;
}

export type ReconciliationResult = Omit<ComparedPage, 'next'>;
