import type { DocumentEventData } from '@zhishou/messages/document-events';
import { isOfInspections, lastJudgement } from '@zhishou/rules/document/document-state';
import { type ClosedFault, type DocumentContract, dueDocuments } from '@zhishou/rules/document/due-documents';
import type { Kept } from '@zhishou/rules/inspection/inspected-month';
import type { DocumentFact } from '@zhishou/rules/score/facts.types';
import { type InspectedMonth, submissionsOf } from './of-inspections.js';

/**
 * The documents that item P1 counts: what the contract wants of the provider by a day, and what was told of it. The
 * first submission decides whether one was late, the last judgement whether it conforms; what nobody judged, conforms.
 * @param told of documents, in the order of the facts
 * @param inspected the months' inspections as last told
 */
export function documentFacts(
  contract: DocumentContract,
  kept: Kept,
  closedFaults: readonly ClosedFault[],
  told: readonly DocumentEventData[],
  inspected: readonly InspectedMonth[],
): DocumentFact[] {
  const last = new Map(told.map(({ document }) => [document.id, document]));
  return dueDocuments(contract, kept, closedFaults)
    .filter(({ rule }) => rule.scoredIn === 'P1' && rule.by !== 'BUREAU')
    .map(({ id, rule, month, due }) => {
      const row = { id, dueBy: due.dueAt, countIn: null };
      if (isOfInspections(rule.code)) {
        const submissions = submissionsOf(
          rule.code,
          inspected.find((one) => one.month === month),
        );
        const submittedAt = submissions[0]?.submittedAt ?? null;
        return { ...row, submittedAt, conforming: lastJudgement(submissions) ?? true };
      }
      const document = last.get(id);
      const submittedAt = document ? Date.parse(document.submittedAt) : null;
      return { ...row, submittedAt, conforming: document?.conforming ?? true };
    });
}

/** Of a document that the contract wants; other services tell of documents too. */
export const isDueDocument = (data: unknown): data is DocumentEventData =>
  typeof data === 'object' &&
  data !== null &&
  'document' in data &&
  typeof data.document === 'object' &&
  data.document !== null &&
  'submittedAt' in data.document;
