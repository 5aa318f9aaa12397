import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import type { Caller } from '@zhishou/platform/auth/caller';
import { CurrentCaller } from '@zhishou/platform/auth/current-caller.decorator';
import { READERS } from '@zhishou/platform/auth/roles';
import { PersonRef } from '@zhishou/platform/people/person-ref.type';
import { cycleRolesFor } from '@zhishou/rules/inspection/cycle-life';
import { Cycle } from '../cycle/cycle.entity.js';
import { MonthArgs } from '@zhishou/platform/contract/month.inputs';
import { Plan } from './plan.entity.js';
import { PlanDiffArgs, ReviewPlanInput, SubmitPlanInput } from './plan.inputs.js';
import { PlanService } from './plan.service.js';
import { PlanDiffType, PlannedVisitType } from './plan.types.js';
import { toPlannedVisit } from './planned-visit.js';

@Resolver(() => Plan)
export class PlanResolver {
  constructor(private readonly plans: PlanService) {}

  @Mutation(() => Cycle, {
    description: "Submits a version of a month's plan; it covers every asset in period",
  })
  @Allow(...cycleRolesFor('submitPlan'))
  submitInspectionPlan(
    @CurrentCaller() caller: Caller,
    @Args('input') input: SubmitPlanInput,
  ): Promise<Cycle> {
    return this.plans.submit(caller, input);
  }

  @Mutation(() => Cycle, { description: 'Approves the version submitted last, edits it, or sends it back' })
  @Allow(...cycleRolesFor('approvePlan'))
  reviewInspectionPlan(
    @CurrentCaller() caller: Caller,
    @Args('input') input: ReviewPlanInput,
  ): Promise<Cycle> {
    return this.plans.review(caller, input);
  }

  @Query(() => [PlannedVisitType], {
    description: 'A plan to begin with: every asset in period, spread over the working days that are left',
  })
  @Allow(...READERS)
  proposedInspectionPlan(@Args() asked: MonthArgs): Promise<PlannedVisitType[]> {
    return this.plans.propose(asked);
  }

  @Query(() => PlanDiffType, { description: 'What one version of the plan changes of another' })
  @Allow(...READERS)
  planDiff(@Args() asked: PlanDiffArgs): Promise<PlanDiffType> {
    return this.plans.diff(asked);
  }

  @ResolveField(() => [PlannedVisitType], { description: 'In the order they were planned' })
  visits(@Parent() { visits }: Plan): PlannedVisitType[] {
    return visits.map(toPlannedVisit);
  }

  @ResolveField(() => PersonRef, { description: 'Who wrote it' })
  by(@Parent() { byId }: Plan): PersonRef {
    return { id: byId };
  }
}
