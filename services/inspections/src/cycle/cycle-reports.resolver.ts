import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import type { Caller } from '@zhishou/platform/auth/caller';
import { CurrentCaller } from '@zhishou/platform/auth/current-caller.decorator';
import { BUREAU_DECIDERS } from '@zhishou/platform/auth/roles';
import { MonthlyCall } from '../call/call.entity.js';
import { CallService } from '../call/call.service.js';
import { JointTest } from '../joint-test/joint-test.entity.js';
import { JointTestService } from '../joint-test/joint-test.service.js';
import { MonthlySummary } from '../summary/summary.entity.js';
import { SummaryService } from '../summary/summary.service.js';
import { CloseCycleService } from './close-cycle.service.js';
import { Cycle } from './cycle.entity.js';
import { CloseCycleInput } from './cycle.inputs.js';

/** What is put on record of a month beside its visits, and its end. */
@Resolver(() => Cycle)
export class CycleReportsResolver {
  constructor(
    private readonly tests: JointTestService,
    private readonly held: CallService,
    private readonly summaries: SummaryService,
    private readonly closing: CloseCycleService,
  ) {}

  // the system closes months by itself too, but not by this mutation
  @Mutation(() => Cycle, { description: 'Closes a month that is over and to which no summary came' })
  @Allow(...BUREAU_DECIDERS)
  closeInspectionCycle(
    @CurrentCaller() caller: Caller,
    @Args('input') input: CloseCycleInput,
  ): Promise<Cycle> {
    return this.closing.close(caller, input);
  }

  @ResolveField(() => [JointTest], { description: 'The earliest first' })
  jointTests(@Parent() { id }: Cycle): Promise<JointTest[]> {
    return this.tests.ofCycle(id);
  }

  @ResolveField(() => [MonthlyCall], { description: 'The earliest first' })
  calls(@Parent() { id }: Cycle): Promise<MonthlyCall[]> {
    return this.held.ofCycle(id);
  }

  @ResolveField(() => MonthlySummary, { nullable: true, description: 'The one that was submitted last' })
  summary(@Parent() cycle: Cycle): Promise<MonthlySummary | null> {
    return this.summaries.of(cycle);
  }
}
