import { Injectable } from '@nestjs/common';
import { AttachmentKeeper, type StoredFile } from '@zhishou/attachments/store/attachment.keeper';
import { AttachmentKind } from '@zhishou/attachments/upload/file-format';
import type { Caller } from '@zhishou/platform/auth/caller';
import { DocumentDesk } from '@zhishou/platform/document/document.desk';
import { contractId } from '@zhishou/platform/ids';
import { DataSource, type EntityManager } from 'typeorm';
import { type DraftAsked, type DraftCode, fileNameOf } from '../document/document.request.js';
import { DRAFTS } from '../document/draft.js';
import { TicketNumbers } from '../document/ticket.numbers.js';
import type { NamedFile } from '../file/named-files.js';

/** Documents that are kept as the system makes them: printed and put away first, attached by what names them. */
@Injectable()
export class GeneratedFiles {
  constructor(
    private readonly dataSource: DataSource,
    private readonly desk: DocumentDesk,
    private readonly keeper: AttachmentKeeper,
    private readonly tickets: TicketNumbers,
  ) {}

  /** @throws UserError RATE_LIMITED, UNAVAILABLE; BAD_USER_INPUT for one that would be too long */
  async make(caller: Caller, code: DraftCode, asked: DraftAsked): Promise<StoredFile> {
    const { contract, of, format } = asked;
    const request = {
      kind: code,
      format,
      of: of === '' ? contract.id : `${contract.id}/${of}`,
    } as const;
    const name = fileNameOf(request, await this.tickets.number(of));
    const { bytes, fileName, contentType } = await this.desk.make(caller.personId, async () => ({
      fileName: name,
      format,
      job: await DRAFTS[code](this.dataSource.manager, asked),
    }));
    const by = { uploadedById: caller.personId, uploadedByRole: caller.role };
    const file = { subjectId: contractId(contract.id), fileName, contentType, kind: AttachmentKind.DOCUMENT };
    return this.keeper.keepMade({ ...file, ...by }, bytes);
  }

  async attach(manager: EntityManager, stored: StoredFile): Promise<NamedFile> {
    const { id, sha256 } = await this.keeper.attach(manager, stored);
    return { id, sha256 };
  }
}
