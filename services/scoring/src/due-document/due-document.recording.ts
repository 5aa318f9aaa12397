import { DOCUMENT_EVENTS, type DocumentEventData } from '@zhishou/messages/document-events';
import { TOPICS } from '@zhishou/messages/topics';
import { writeAudit } from '@zhishou/platform/audit/audit';
import type { Caller } from '@zhishou/platform/auth/caller';
import { appendEvent } from '@zhishou/platform/outbox/outbox';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { type DocumentAction, lastJudgement } from '@zhishou/rules/document/document-state';
import type { EntityManager } from 'typeorm';
import type { FactService } from '../fact/fact.service.js';
import type { DueDocument } from './due-document.type.js';

export interface DocumentChange {
  action: DocumentAction;
  /** as it stands afterwards */
  document: DueDocument;
  contract: Contract;
  /** what the event says of it */
  step: object;
  /** what the audit says of it */
  after: object;
  at: Date;
}

/** Tells and audits a change, in its transaction; to the sheets it is a fact under the same id (ADR 4). */
export async function recordDocument(
  { manager, facts }: { manager: EntityManager; facts: FactService },
  { personId, role }: Caller,
  { action, document, contract, step, after, at }: DocumentChange,
): Promise<void> {
  const { id, contractId, code, month, submissions, standing } = document;
  const data: DocumentEventData = {
    document: {
      ...{ id, contractId, contractVersion: contract.version, code, month },
      ticketId: document.ticket?.id ?? null,
      dueAt: document.dueAt.toISOString(),
      submissions: submissions.length,
      submittedAt: submissions[0]!.submittedAt.toISOString(),
      conforming: lastJudgement(standing.submissions),
    },
    step: { ...step },
    by: { id: personId, role },
  };
  const told = { type: DOCUMENT_EVENTS[action], subject: id, data };
  const eventId = await appendEvent(manager, { ...told, topic: TOPICS.scoring, time: at });
  await facts.record([{ ...told, id: eventId, time: at.toISOString() }], manager);
  await writeAudit(manager, { actorId: personId, actorRole: role, action, aggregateId: id, after, at });
}
