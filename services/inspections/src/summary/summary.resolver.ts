import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import type { Caller } from '@zhishou/platform/auth/caller';
import { CurrentCaller } from '@zhishou/platform/auth/current-caller.decorator';
import { READERS } from '@zhishou/platform/auth/roles';
import { PersonRef } from '@zhishou/platform/people/person-ref.type';
import { cycleRolesFor } from '@zhishou/rules/inspection/cycle-life';
import { Cycle } from '../cycle/cycle.entity.js';
import { MonthArgs } from '@zhishou/platform/contract/month.inputs';
import { MonthlySummary } from './summary.entity.js';
import { ReviewSummaryInput, SummaryInput } from './summary.inputs.js';
import { SummaryService } from './summary.service.js';
import { DraftedSummaryType, HandlingType } from './summary.types.js';

@Resolver(() => MonthlySummary)
export class SummaryResolver {
  constructor(private readonly summaries: SummaryService) {}

  @Query(() => DraftedSummaryType, {
    description: 'A summary of the month to begin with: what it has to tell of, and how that stands',
  })
  @Allow(...READERS)
  draftedMonthlySummary(@Args() asked: MonthArgs): Promise<DraftedSummaryType> {
    return this.summaries.draft(asked);
  }

  @Mutation(() => Cycle, {
    description:
      'Submits the summary of a month; another one may replace it until the bureau has reviewed it',
  })
  @Allow(...cycleRolesFor('submitSummary'))
  submitMonthlySummary(@CurrentCaller() caller: Caller, @Args('input') input: SummaryInput): Promise<Cycle> {
    return this.summaries.submit(caller, input);
  }

  @Mutation(() => Cycle, {
    description: 'Accepts the summary, or says that it does not conform; either closes the month',
  })
  @Allow(...cycleRolesFor('reviewSummary'))
  reviewMonthlySummary(
    @CurrentCaller() caller: Caller,
    @Args('input') input: ReviewSummaryInput,
  ): Promise<Cycle> {
    return this.summaries.review(caller, input);
  }

  @ResolveField(() => [HandlingType], { description: 'What became of each finding' })
  handlings(@Parent() summary: MonthlySummary): Promise<HandlingType[]> {
    return this.summaries.handlings(summary);
  }

  @ResolveField(() => PersonRef, { description: 'Who wrote it' })
  by(@Parent() { byId }: MonthlySummary): PersonRef {
    return { id: byId };
  }

  @ResolveField(() => PersonRef, { nullable: true, description: 'Who of the bureau reviewed it' })
  reviewedBy(@Parent() { reviewedById }: MonthlySummary): PersonRef | null {
    return reviewedById === null ? null : { id: reviewedById };
  }
}
