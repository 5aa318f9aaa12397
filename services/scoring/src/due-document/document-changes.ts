import { Inject, Injectable } from '@nestjs/common';
import type { Caller } from '@zhishou/platform/auth/caller';
import { CONTRACTS } from '@zhishou/platform/contract/contract.providers';
import { databaseNow } from '@zhishou/platform/db/clock';
import { conflict } from '@zhishou/platform/errors';
import { answeredBefore, withIdempotency } from '@zhishou/platform/idempotency/idempotency';
import { newId } from '@zhishou/platform/ids';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { type DocumentAction, documentActions } from '@zhishou/rules/document/document-state';
import { DataSource, type EntityManager } from 'typeorm';
import type { NamedFile } from '../file/named-files.js';
import { FactService } from '../fact/fact.service.js';
import { DocumentSubmission } from './document-submission.entity.js';
import { recordDocument } from './due-document.recording.js';
import type { DueDocument } from './due-document.type.js';
import { DueDocuments } from './due-documents.js';

export interface DocumentCall {
  action: DocumentAction;
  key: string | undefined;
  /** the whole input */
  body: unknown;
}

/** What was changed: of which document, as the event and as the audit say it. */
export interface MadeChange {
  id: string;
  step: object;
  after: object;
}

/** Makes a change of a document and records it, in one transaction. */
@Injectable()
export class DocumentChanges {
  constructor(
    @Inject(CONTRACTS) private readonly contracts: readonly Contract[],
    private readonly documents: DueDocuments,
    private readonly facts: FactService,
    private readonly dataSource: DataSource,
  ) {}

  async make(
    caller: Caller,
    { action, key, body }: DocumentCall,
    change: (manager: EntityManager, now: number) => Promise<MadeChange>,
  ): Promise<DueDocument> {
    const id = await withIdempotency(this.callOf(caller, { action, key, body }), async (manager) => {
      const now = await databaseNow(manager);
      const made = await change(manager, now);
      const document = await this.documents.byId(made.id, manager);
      const contract = this.contracts.find((one) => one.id === document.contractId)!;
      const told = { action, document, contract, at: new Date(now), ...made };
      await recordDocument({ manager, facts: this.facts }, caller, told);
      return made.id;
    });
    return this.documents.byId(id);
  }

  /** What the key was answered with, for who would print else; null: it was not used before. */
  async answered(caller: Caller, call: DocumentCall): Promise<DueDocument | null> {
    const before = await answeredBefore<string>(this.callOf(caller, call));
    return before && this.documents.byId(before.answer);
  }

  private callOf(caller: Caller, { action, key, body }: DocumentCall) {
    return { dataSource: this.dataSource, caller, mutation: action, key, body };
  }

  /** As it stands once nobody else is changing it. */
  async locked(manager: EntityManager, id: string): Promise<DueDocument> {
    await manager.query(`SELECT pg_advisory_xact_lock(hashtextextended('scoring.document/' || $1, 0))`, [id]);
    return this.documents.byId(id, manager);
  }
}

interface SubmissionGiven {
  caller: Caller;
  now: number;
  note: string | null;
  files: readonly NamedFile[];
  /** the first of the files is as the system made it */
  generated: boolean;
}

/** One more handing-in of it, or the issuing, by the caller. */
export async function insertSubmission(
  manager: EntityManager,
  { id: documentId, submissions }: DueDocument,
  given: SubmissionGiven,
): Promise<MadeChange> {
  const { caller, now, note, files, generated } = given;
  const submission: DocumentSubmission = {
    id: newId('dsb'),
    documentId,
    no: submissions.length + 1,
    note,
    fileIds: files.map((file) => file.id),
    generated,
    submittedAt: new Date(now),
    submittedById: caller.personId,
    ...{ conforming: null, judgementNote: null, judgedAt: null, judgedById: null },
  };
  await manager.insert(DocumentSubmission, submission);
  const { no, submittedAt, submittedById, fileIds } = submission;
  const step = { submissionId: submission.id, no, note, files, generated };
  return { id: documentId, step, after: { ...step, documentId, fileIds, submittedAt, submittedById } };
}

/** @throws UserError CONFLICT where something stands in the way */
export function refuse(obstacle: string | null, document: DueDocument, { role }: Caller, now: number): void {
  if (obstacle === null) return;
  const allowed = documentActions(document.standing, role, now);
  throw conflict(`The document ${obstacle}`, { state: document.state, allowed });
}
