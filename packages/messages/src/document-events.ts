import type { DocumentAction } from '@zhishou/rules/document/document-state';
import type { AttachedFile } from './events.js';
import type { Month } from '@zhishou/rules/month';
import type { Role } from '@zhishou/rules/role';

/** What each change of a document that the contract wants is called once it has happened. */
export const DOCUMENT_EVENTS: Record<DocumentAction, string> = {
  submitDocument: 'document.submitted',
  judgeDocument: 'document.judged',
  issueBulletin: 'document.issued',
};

/** The document after the event. Instants are ISO 8601 UTC. */
export interface DocumentSnapshot {
  /** `{contract}/{code}`, and the month or the ticket where it is of one */
  id: string;
  contractId: string;
  contractVersion: string;
  code: string;
  month: Month | null;
  ticketId: string | null;
  /** the end of the last day that is in time */
  dueAt: string;
  /** how often it was handed in */
  submissions: number;
  /** of the first submission, which decides whether it is late */
  submittedAt: string;
  /** the last judgement, of whichever submission; null: nobody has judged */
  conforming: boolean | null;
}

/** A file came that a document, an event or a sheet on paper may name. */
export const CONTRACT_FILE_ADDED = 'contract.file-added';

export interface ContractFileData {
  contractId: string;
  attachment: AttachedFile;
  by: { id: string; role: Role };
}

export interface DocumentEventData {
  document: DocumentSnapshot;
  /** what the change itself said */
  step: Record<string, unknown>;
  by: { id: string; role: Role };
}
