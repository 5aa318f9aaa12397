import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import type { Caller } from '@zhishou/platform/auth/caller';
import { CurrentCaller } from '@zhishou/platform/auth/current-caller.decorator';
import { READERS } from '@zhishou/platform/auth/roles';
import { ConnectionArgs, connectionOf, Filter } from '@zhishou/platform/graphql/connection';
import { measureRolesFor } from '@zhishou/rules/inspection/measure-life';
import { reviewRolesFor } from '@zhishou/rules/inspection/review-life';
import { Review } from '../review/review.entity.js';
import { ReviewService } from '../review/review.service.js';
import { Measure } from './measure.entity.js';
import {
  AddMeasureInput,
  CompleteMeasureInput,
  DropMeasureInput,
  MeasureFilter,
  VerifyMeasureInput,
} from './measure.inputs.js';
import { MeasureService } from './measure.service.js';

const MeasureConnection = connectionOf(Measure);

@Resolver(() => Measure)
export class MeasureResolver {
  constructor(
    private readonly service: MeasureService,
    private readonly reviews: ReviewService,
  ) {}

  @Query(() => MeasureConnection, { description: 'Preventive measures, what is due first first' })
  @Allow(...READERS)
  measures(@Args() page: ConnectionArgs, @Filter(() => MeasureFilter) filter: MeasureFilter = {}) {
    return this.service.list(filter, page);
  }

  @Mutation(() => Measure, { description: 'Adds a measure to a review that is filed' })
  @Allow(...reviewRolesFor('addMeasure'))
  addMeasure(@CurrentCaller() caller: Caller, @Args('input') input: AddMeasureInput): Promise<Measure> {
    return this.service.add(caller, input);
  }

  @Mutation(() => Measure, {
    description:
      'Says that a measure is done, and how: by whoever is responsible, or by the dispatcher for people of the provider',
  })
  @Allow(...measureRolesFor('completeMeasure'))
  completeMeasure(
    @CurrentCaller() caller: Caller,
    @Args('input') input: CompleteMeasureInput,
  ): Promise<Measure> {
    return this.service.complete(caller, input);
  }

  @Mutation(() => Measure, {
    description: 'Says whether a measure is done as it should be; not by who has done it',
  })
  @Allow(...measureRolesFor('verifyMeasure'))
  verifyMeasure(@CurrentCaller() caller: Caller, @Args('input') input: VerifyMeasureInput): Promise<Measure> {
    return this.service.verify(caller, input);
  }

  @Mutation(() => Measure, { description: 'Gives a measure up that is not done' })
  @Allow(...measureRolesFor('dropMeasure'))
  dropMeasure(@CurrentCaller() caller: Caller, @Args('input') input: DropMeasureInput): Promise<Measure> {
    return this.service.drop(caller, input);
  }

  @ResolveField(() => Review, { description: 'The review it comes from' })
  review(@Parent() { reviewId }: Measure): Promise<Review> {
    return this.reviews.byId(reviewId);
  }
}
