import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import type { Caller } from '@zhishou/platform/auth/caller';
import { CurrentCaller } from '@zhishou/platform/auth/current-caller.decorator';
import { READERS } from '@zhishou/platform/auth/roles';
import { ConnectionArgs, connectionOf, Filter } from '@zhishou/platform/graphql/connection';
import { PersonRef } from '@zhishou/platform/people/person-ref.type';
import { DatabaseClock } from '@zhishou/platform/process/database-clock';
import { breachedAt } from '@zhishou/rules/clock';
import { reviewRolesFor } from '@zhishou/rules/inspection/review-life';
import { Measure } from '../measure/measure.entity.js';
import { MeasureService } from '../measure/measure.service.js';
import { Ticket } from '../ticket/ticket.type.js';
import { Review } from './review.entity.js';
import { FileMajorFaultReviewInput, MajorFaultReviewFilter } from './review.inputs.js';
import { ReviewService } from './review.service.js';
import { reviewDueAt } from './review-snapshot.js';
import { REVIEWS } from './review.table.js';

const ReviewConnection = connectionOf(Review, 'MajorFaultReview');

@Resolver(() => Review)
export class ReviewResolver {
  constructor(
    private readonly reviews: ReviewService,
    private readonly measuresOf: MeasureService,
    private readonly clock: DatabaseClock,
  ) {}

  @Query(() => ReviewConnection, { description: 'Those of the faults that were closed last first' })
  @Allow(...READERS)
  majorFaultReviews(
    @Args() page: ConnectionArgs,
    @Filter(() => MajorFaultReviewFilter) filter: MajorFaultReviewFilter = {},
  ) {
    return this.reviews.list(filter, page);
  }

  @Mutation(() => Review, { description: 'Files the review of a major fault, once: lessons and measures' })
  @Allow(...reviewRolesFor('fileMajorFaultReview'))
  fileMajorFaultReview(
    @CurrentCaller() caller: Caller,
    @Args('input') input: FileMajorFaultReviewInput,
  ): Promise<Review> {
    return this.reviews.file(caller, input);
  }

  @ResolveField(() => Ticket, {
    nullable: true,
    description: 'The fault; null where the caller may not see it',
  })
  ticket(@Parent() { ticketId }: Review): Ticket {
    return { id: ticketId };
  }

  @ResolveField(() => Date, { description: 'The end of the last day on which it is in time' })
  dueAt(@Parent() { process }: Review): Date {
    return reviewDueAt(process);
  }

  @ResolveField(() => Date, { nullable: true, description: 'When it was missed; filed later or not' })
  async overdueAt(@Parent() { process }: Review): Promise<Date | null> {
    const at = breachedAt(process.clocks[0]!, await this.clock.now());
    return at === null ? null : new Date(at);
  }

  @ResolveField(() => String, { nullable: true, description: 'What was learnt; null before it is filed' })
  async lessons(@Parent() review: Review): Promise<string | null> {
    return (await this.reviews.reportOf(review))?.lessons ?? null;
  }

  @ResolveField(() => String, { nullable: true, description: 'Why it was filed without measures' })
  async noMeasuresReason(@Parent() review: Review): Promise<string | null> {
    return (await this.reviews.reportOf(review))?.noMeasuresReason ?? null;
  }

  @ResolveField(() => PersonRef, { nullable: true, description: 'Who filed it' })
  async filedBy(@Parent() review: Review): Promise<PersonRef | null> {
    const report = await this.reviews.reportOf(review);
    return report && { id: report.byId };
  }

  @ResolveField(() => Date, { nullable: true, description: 'When it was filed' })
  filedAt(@Parent() { process: { filed } }: Review): Date | null {
    return filed && new Date(filed.at);
  }

  @ResolveField(() => [Measure], { description: 'Its measures, also those added later, by their day' })
  measures(@Parent() { id }: Review): Promise<Measure[]> {
    return this.measuresOf.ofReview(id);
  }

  @ResolveField(() => [String], { description: 'Names of the mutations the caller may call on it now' })
  async allowedActions(@Parent() { process }: Review, @CurrentCaller() caller: Caller): Promise<string[]> {
    return REVIEWS.allowed(process, { id: caller.personId, role: caller.role }, await this.clock.now());
  }
}
