import { Inject, Injectable } from '@nestjs/common';
import type { Caller } from '@zhishou/platform/auth/caller';
import { askedContract } from '@zhishou/platform/contract/asked-contract';
import { CONTRACTS } from '@zhishou/platform/contract/contract.providers';
import { databaseNow } from '@zhishou/platform/db/clock';
import { badInput } from '@zhishou/platform/errors';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { BULLETIN, issueObstacle } from '@zhishou/rules/document/document-state';
import { DataSource } from 'typeorm';
import { DocumentChanges, insertSubmission, refuse } from './document-changes.js';
import { documentToSubmit } from './document-to-submit.js';
import type { IssueBulletinInput } from './due-document.inputs.js';
import type { DueDocument } from './due-document.type.js';
import { DueDocuments } from './due-documents.js';
import { GeneratedFiles } from './generated.files.js';

/** 《维护质量通报》: generated, issued by the supervisor, kept as it was issued (domain §11). */
@Injectable()
export class BulletinService {
  constructor(
    @Inject(CONTRACTS) private readonly contracts: readonly Contract[],
    private readonly documents: DueDocuments,
    private readonly changes: DocumentChanges,
    private readonly generated: GeneratedFiles,
    private readonly dataSource: DataSource,
  ) {}

  /** @throws UserError BAD_USER_INPUT on `month` or `contractId`; CONFLICT for one that was issued before */
  async issue(caller: Caller, { idempotencyKey, ...body }: IssueBulletinInput): Promise<DueDocument> {
    const call = { action: 'issueBulletin', key: idempotencyKey, body } as const;
    const answered = await this.changes.answered(caller, call);
    if (answered) return answered;
    const contract = askedContract(this.contracts, body);
    const now = await databaseNow(this.dataSource.manager);
    const { id } = await this.due(contract, body.month, now);
    const remarks = body.remarks ?? '';
    const issued = { by: caller.personId, remarks };
    // before the transaction: to print takes seconds
    const asked = { contract, of: body.month, now, issued, format: 'DOCX' } as const;
    const stored = await this.generated.make(caller, BULLETIN, asked);
    return this.changes.make(caller, call, async (manager, at) => {
      const document = await this.changes.locked(manager, id);
      refuse(issueObstacle(document.standing, at), document, caller, at);
      const files = [await this.generated.attach(manager, stored)];
      return insertSubmission(manager, document, {
        caller,
        now: at,
        note: remarks || null,
        files,
        generated: true,
      });
    });
  }

  private async due(contract: Contract, month: string, now: number) {
    const { manager } = this.dataSource;
    const rule = contract.documents.find(({ code }) => code === BULLETIN);
    if (!rule) throw badInput([{ path: 'month', message: `${contract.id} asks for no bulletin` }]);
    const wanted = await this.documents.wanted(manager, contract);
    return documentToSubmit({ contract, wanted, now }, rule, {
      code: BULLETIN,
      month,
    });
  }
}
