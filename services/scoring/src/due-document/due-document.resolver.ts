import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import type { Caller } from '@zhishou/platform/auth/caller';
import { CurrentCaller } from '@zhishou/platform/auth/current-caller.decorator';
import { READERS } from '@zhishou/platform/auth/roles';
import { MonthArgs } from '@zhishou/platform/contract/month.inputs';
import { DatabaseClock } from '@zhishou/platform/process/database-clock';
import { DOCUMENT_ROLES, documentActions } from '@zhishou/rules/document/document-state';
import { IssueBulletinInput, JudgeDocumentInput, SubmitDocumentInput } from './due-document.inputs.js';
import { BulletinService } from './bulletin.service.js';
import { DueDocumentService } from './due-document.service.js';
import { DueDocument } from './due-document.type.js';
import { DueDocuments } from './due-documents.js';

@Resolver(() => DueDocument)
export class DueDocumentResolver {
  constructor(
    private readonly documents: DueDocuments,
    private readonly service: DueDocumentService,
    private readonly bulletins: BulletinService,
    private readonly clock: DatabaseClock,
  ) {}

  @Query(() => [DueDocument], {
    description:
      'What the contract wants by a day of the month, in the order of the days, and how each stands',
  })
  @Allow(...READERS)
  dueDocuments(@Args() asked: MonthArgs): Promise<DueDocument[]> {
    return this.documents.ofMonth(asked);
  }

  @Mutation(() => DueDocument, {
    description: 'Hands a document in, once; again when the bureau found that it does not conform',
  })
  @Allow(...DOCUMENT_ROLES.submitDocument)
  submitDocument(
    @CurrentCaller() caller: Caller,
    @Args('input') input: SubmitDocumentInput,
  ): Promise<DueDocument> {
    return this.service.submit(caller, input);
  }

  @Mutation(() => DueDocument, {
    description: 'Says whether a document that was handed in is as it should be',
  })
  @Allow(...DOCUMENT_ROLES.judgeDocument)
  judgeDocument(
    @CurrentCaller() caller: Caller,
    @Args('input') input: JudgeDocumentInput,
  ): Promise<DueDocument> {
    return this.service.judge(caller, input);
  }

  @Mutation(() => DueDocument, {
    description:
      'Issues 《维护质量通报》 of a month that is over, once: what is on record now becomes its file, which everybody may read',
  })
  @Allow(...DOCUMENT_ROLES.issueBulletin)
  issueBulletin(
    @CurrentCaller() caller: Caller,
    @Args('input') input: IssueBulletinInput,
  ): Promise<DueDocument> {
    return this.bulletins.issue(caller, input);
  }

  @ResolveField(() => [String], { description: 'Names of the mutations the caller may call on it now' })
  async allowedActions(
    @Parent() { standing }: DueDocument,
    @CurrentCaller() { role }: Caller,
  ): Promise<string[]> {
    return documentActions(standing, role, await this.clock.now());
  }
}
