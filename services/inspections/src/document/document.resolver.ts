import { Args, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import type { Caller } from '@zhishou/platform/auth/caller';
import { CurrentCaller } from '@zhishou/platform/auth/current-caller.decorator';
import { READERS } from '@zhishou/platform/auth/roles';
import { DocumentFormat, DocumentLink } from '@zhishou/platform/document/document-link.type';
import { MonthArgs } from '@zhishou/platform/contract/month.inputs';
import { Visit } from '../visit/visit.entity.js';
import { DocumentService } from './document.service.js';
import { MonthDocument } from './document.type.js';

@Resolver(() => Visit)
export class DocumentResolver {
  constructor(private readonly documents: DocumentService) {}

  @Query(() => DocumentLink, { description: "Where a document of a month's inspection is" })
  @Allow(...READERS)
  inspectionDocument(
    @CurrentCaller() caller: Caller,
    @Args() { month, contractId }: MonthArgs,
    @Args('kind', { type: () => MonthDocument, description: 'Which of them' }) kind: MonthDocument,
    @Args('format', {
      type: () => DocumentFormat,
      defaultValue: DocumentFormat.DOCX,
      description: 'BAD_USER_INPUT for one that this kind is not made in',
    })
    format: DocumentFormat,
    @Args('planVersion', {
      type: () => Int,
      nullable: true,
      description: 'Of MONTHLY_PLAN. Default: the version in force, else the latest',
    })
    planVersion?: number,
  ): Promise<DocumentLink> {
    return this.documents.linkOfMonth(caller, { month, contractId, kind, format, planVersion });
  }

  @ResolveField(() => DocumentLink, {
    nullable: true,
    description: 'Its record, the last one filed, or the empty form; null where it was called off',
  })
  document(@CurrentCaller() caller: Caller, @Parent() visit: Visit): Promise<DocumentLink | null> {
    return this.documents.linkOfVisit(caller, visit);
  }
}
