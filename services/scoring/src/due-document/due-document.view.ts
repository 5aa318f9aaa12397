import { documentState, type DocumentStanding, isLate } from '@zhishou/rules/document/document-state';
import type { DueDocument as Due } from '@zhishou/rules/document/due-documents';
import type { DocumentSubmission } from './document-submission.entity.js';
import type { DueDocument } from './due-document.type.js';

/** A document as it is shown at `now`, ms. */
export function dueDocumentView(
  document: Due & DocumentStanding,
  submissions: DocumentSubmission[],
  now: number,
): DueDocument {
  const { id, contractId, rule, month, ticketId, due } = document;
  const { code, title, clause, by, scoredIn } = rule;
  const first = document.submissions[0];
  return {
    ...{ id, contractId, code, title, clause, by, scoredIn, month, submissions },
    ticket: ticketId === null ? null : { id: ticketId },
    dueAt: new Date(due.dueAt),
    state: documentState(document, now),
    late: isLate(document),
    submittedAt: first ? new Date(first.submittedAt) : null,
    standing: document,
  };
}
