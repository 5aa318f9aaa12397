import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { Caller } from '@zhishou/platform/auth/caller';
import { CurrentCaller } from '@zhishou/platform/auth/current-caller.decorator';
import { DocumentDesk } from '@zhishou/platform/document/document.desk';
import { DocumentLink } from '@zhishou/platform/document/document-link.type';
import { DatabaseClock } from '@zhishou/platform/process/database-clock';
import { DueDocument } from '../due-document/due-document.type.js';
import { type DocumentRequest, fileNameOf, isDraft, written } from './document.request.js';

/** Who sees every fault; others see their own, and so no document of all of them. */
const SEE_ALL = ['BUREAU_SUPERVISOR', 'BUREAU_ADMIN', 'PROVIDER_DISPATCHER', 'AUDITOR'];

@Resolver(() => DueDocument)
export class DraftResolver {
  constructor(
    private readonly desk: DocumentDesk,
    private readonly clock: DatabaseClock,
  ) {}

  @ResolveField(() => DocumentLink, {
    nullable: true,
    description:
      'What is on record as such a document, a .docx to be handed in as it is or after it was worked on; ' +
      'null before its time, of what is made by hand or at the inspections service, and for who may not see all faults',
  })
  async draft(
    @CurrentCaller() caller: Caller,
    @Parent() { contractId, code, month, standing }: DueDocument,
  ): Promise<DocumentLink | null> {
    if (!isDraft(code) || !SEE_ALL.includes(caller.role)) return null;
    if ((await this.clock.now()) < standing.opensAt) return null;
    const of = month === null ? contractId : `${contractId}/${month}`;
    const request: DocumentRequest = { kind: code, format: 'DOCX', of };
    return this.desk.link(caller, written(request), fileNameOf(request));
  }
}
