import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Attachment } from '@zhishou/attachments/attachment.entity';
import { AttachedFiles } from '@zhishou/attachments/download/attached.files';
import { PersonRef } from '@zhishou/platform/people/person-ref.type';
import { DocumentSubmission } from './document-submission.entity.js';

@Resolver(() => DocumentSubmission)
export class DocumentSubmissionResolver {
  constructor(private readonly attached: AttachedFiles) {}

  @ResolveField(() => [Attachment], {
    description: 'The document itself, in the order in which it was named',
  })
  files(@Parent() { fileIds }: DocumentSubmission): Promise<Attachment[]> {
    return this.attached.byIds(fileIds);
  }

  @ResolveField(() => PersonRef, { description: 'Who handed it in' })
  submittedBy(@Parent() { submittedById }: DocumentSubmission): PersonRef {
    return { id: submittedById };
  }

  @ResolveField(() => PersonRef, { nullable: true, description: 'Who judged it' })
  judgedBy(@Parent() { judgedById }: DocumentSubmission): PersonRef | null {
    return judgedById === null ? null : { id: judgedById };
  }
}
