import { Inject, Injectable } from '@nestjs/common';
import type { StoredFile } from '@zhishou/attachments/store/attachment.keeper';
import type { Caller } from '@zhishou/platform/auth/caller';
import { askedContract } from '@zhishou/platform/contract/asked-contract';
import { CONTRACTS } from '@zhishou/platform/contract/contract.providers';
import { databaseNow } from '@zhishou/platform/db/clock';
import { badInput } from '@zhishou/platform/errors';
import { assertId } from '@zhishou/platform/ids';
import { contractAt } from '@zhishou/rules/contract/contract-at';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { isOfInspections, judgeObstacle, submitObstacle } from '@zhishou/rules/document/document-state';
import { type DueDocument as Due, isDocumentId } from '@zhishou/rules/document/due-documents';
import { monthOf } from '@zhishou/rules/month';
import { DataSource, type EntityManager } from 'typeorm';
import { isDraft } from '../document/document.request.js';
import { namedFiles } from '../file/named-files.js';
import { FactService } from '../fact/fact.service.js';
import { DocumentSubmission } from './document-submission.entity.js';
import { DocumentChanges, insertSubmission, refuse } from './document-changes.js';
import { checkSubject, documentToSubmit, ruleToSubmit } from './document-to-submit.js';
import type { JudgeDocumentInput, SubmitDocumentInput } from './due-document.inputs.js';
import type { DueDocument } from './due-document.type.js';
import { DueDocuments } from './due-documents.js';
import { GeneratedFiles } from './generated.files.js';

/** The provider hands a document in, the bureau judges it; one that does not conform is handed in again. */
@Injectable()
export class DueDocumentService {
  constructor(
    @Inject(CONTRACTS) private readonly contracts: readonly Contract[],
    private readonly documents: DueDocuments,
    private readonly facts: FactService,
    private readonly changes: DocumentChanges,
    private readonly generated: GeneratedFiles,
    private readonly dataSource: DataSource,
  ) {}

  /** @throws UserError BAD_USER_INPUT naming the field; CONFLICT for what was handed in before */
  async submit(caller: Caller, { idempotencyKey, ...body }: SubmitDocumentInput): Promise<DueDocument> {
    const call = { action: 'submitDocument', key: idempotencyKey, body } as const;
    const answered = body.generated ? await this.changes.answered(caller, call) : null;
    if (answered) return answered;
    // before the transaction: to print takes seconds
    const stored = body.generated ? await this.printed(caller, body) : null;
    return this.changes.make(caller, call, async (manager, now) => {
      const { id } = await this.dueToSubmit(manager, body, now);
      const document = await this.changes.locked(manager, id);
      refuse(submitObstacle(document.standing, now), document, caller, now);
      const named = await namedFiles(manager, { id: document.contractId }, body.fileIds ?? []);
      const files = stored ? [await this.generated.attach(manager, stored), ...named] : named;
      const { note = null, generated } = body;
      return insertSubmission(manager, document, { caller, now, note, files, generated });
    });
  }

  /** @throws UserError NOT_FOUND, BAD_USER_INPUT naming the field; CONFLICT for what does not wait to be judged */
  judge(caller: Caller, { idempotencyKey, ...body }: JudgeDocumentInput): Promise<DueDocument> {
    const { documentId: id, conforming, note: judgementNote = null } = body;
    if (!isDocumentId(id)) throw badInput([{ path: 'documentId', message: 'is not the id of a document' }]);
    if (!conforming && judgementNote === null)
      throw badInput([{ path: 'note', message: 'is required where the document does not conform' }]);
    const call = { action: 'judgeDocument', key: idempotencyKey, body } as const;
    return this.changes.make(caller, call, async (manager, now) => {
      const document = await this.changes.locked(manager, id);
      if (isOfInspections(document.code))
        throw badInput([
          {
            path: 'documentId',
            message: "is judged with the month's inspection (reviewInspectionPlan, reviewMonthlySummary)",
          },
        ]);
      refuse(judgeObstacle(document.standing), document, caller, now);
      const submission = document.submissions.at(-1)!;
      const judgement = { conforming, judgementNote, judgedAt: new Date(now), judgedById: caller.personId };
      await manager.update(DocumentSubmission, { id: submission.id }, judgement);
      const step = { submissionId: submission.id, no: submission.no, conforming, note: judgementNote };
      return { id, step, after: { submissionId: submission.id, ...judgement } };
    });
  }

  private async printed(caller: Caller, body: SubmitDocumentInput): Promise<StoredFile> {
    const { manager } = this.dataSource;
    const now = await databaseNow(manager);
    const { contractId, rule, month, ticketId } = await this.dueToSubmit(manager, body, now);
    const { code } = rule;
    if (!isDraft(code))
      throw badInput([{ path: 'generated', message: `${code} is written by hand: name its files` }]);
    const contract = this.contracts.find(({ id }) => id === contractId)!;
    const of = month ?? ticketId ?? '';
    return this.generated.make(caller, code, { contract, of, now, format: 'DOCX' });
  }

  private async dueToSubmit(manager: EntityManager, body: SubmitDocumentInput, now: number): Promise<Due> {
    const contract = await this.contractOf(manager, body, now);
    const rule = ruleToSubmit(contract, body);
    checkSubject(rule, body);
    const wanted = await this.documents.wanted(manager, contract);
    return documentToSubmit({ contract, wanted, now }, rule, body);
  }

  /** @throws UserError BAD_USER_INPUT on `ticketId` for one that is no closed fault of the contract, or on `contractId` */
  private async contractOf(
    manager: EntityManager,
    asked: SubmitDocumentInput,
    now: number,
  ): Promise<Contract> {
    const { month, ticketId, contractId } = asked;
    if (ticketId == null && month == null && contractId == null) return contractAt(this.contracts, now);
    if (ticketId == null) return askedContract(this.contracts, { month: month ?? monthOf(now), contractId });
    const noFault = (message: string) => badInput([{ path: 'ticketId', message }]);
    const ticket = await this.facts.ticket(assertId('tkt', ticketId, 'ticketId'), manager);
    if (!ticket) throw noFault('no ticket with this id is known');
    if (ticket.kind !== 'FAULT') throw noFault('is no fault');
    if (ticket.state !== 'CLOSED') throw noFault('the fault is not closed');
    if (contractId != null && contractId !== ticket.contractId)
      throw badInput([{ path: 'contractId', message: `the fault is one of ${ticket.contractId}` }]);
    return askedContract(this.contracts, { month: monthOf(now), contractId: ticket.contractId });
  }
}
