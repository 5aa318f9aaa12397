import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { PersonRef } from '@zhishou/platform/people/person-ref.type';
import { DocumentSubmission } from './document-submission.entity.js';

@Resolver(() => DocumentSubmission)
export class DocumentSubmissionResolver {
  @ResolveField(() => PersonRef, { description: 'Who handed it in' })
  submittedBy(@Parent() { submittedById }: DocumentSubmission): PersonRef {
    return { id: submittedById };
  }

  @ResolveField(() => PersonRef, { nullable: true, description: 'Who judged it' })
  judgedBy(@Parent() { judgedById }: DocumentSubmission): PersonRef | null {
    return judgedById === null ? null : { id: judgedById };
  }
}
