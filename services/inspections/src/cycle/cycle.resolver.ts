import { Args, Parent, Query, ResolveField, ResolveReference, Resolver } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import type { Caller } from '@zhishou/platform/auth/caller';
import { CurrentCaller } from '@zhishou/platform/auth/current-caller.decorator';
import { READERS } from '@zhishou/platform/auth/roles';
import { Rate, rateOf } from '@zhishou/platform/graphql/rate.type';
import { DatabaseClock } from '@zhishou/platform/process/database-clock';
import { Finding } from '../finding/finding.entity.js';
import { FindingService } from '../finding/finding.service.js';
import { Plan } from '../plan/plan.entity.js';
import { PlanService } from '../plan/plan.service.js';
import { Visit } from '../visit/visit.entity.js';
import { VisitService } from '../visit/visit.service.js';
import { CoverageService } from './coverage.service.js';
import { Cycle } from './cycle.entity.js';
import { CycleService } from './cycle.service.js';
import { CYCLES } from './cycle.table.js';
import { DueDate, dueDates } from './due-date.type.js';
import { MonthArgs } from '@zhishou/platform/contract/month.inputs';

@Resolver(() => Cycle)
export class CycleResolver {
  constructor(
    private readonly cycles: CycleService,
    private readonly versions: PlanService,
    private readonly visitsOf: VisitService,
    private readonly coverages: CoverageService,
    private readonly found: FindingService,
    private readonly clock: DatabaseClock,
  ) {}

  @Query(() => Cycle, {
    nullable: true,
    description: "A month's inspection; null where none is to be planned yet",
  })
  @Allow(...READERS)
  inspectionCycle(@Args() asked: MonthArgs): Promise<Cycle | null> {
    return this.cycles.find(asked);
  }

  @ResolveReference()
  resolveReference({ id }: { id: string }): Promise<Cycle | null> {
    return this.cycles.findById(id);
  }

  @ResolveField(() => [Plan], { description: 'Every version of the plan, the first first' })
  plans(@Parent() { id }: Cycle): Promise<Plan[]> {
    return this.versions.versions(id);
  }

  @ResolveField(() => [Visit], {
    description: 'The visits of the plan in force, by their planned day and in the order of the plan',
  })
  visits(@Parent() cycle: Cycle): Promise<Visit[]> {
    return this.visitsOf.ofCycle(cycle);
  }

  @ResolveField(() => [Finding], { description: 'What its visits turned up, in the order it was found' })
  findings(@Parent() { id }: Cycle): Promise<Finding[]> {
    return this.found.ofCycle(id);
  }

  @ResolveField(() => Rate, { description: 'The part of the equipment in period whose visit was recorded' })
  async coverage(@Parent() cycle: Cycle): Promise<Rate> {
    return rateOf(await this.coverages.of(cycle));
  }

  @ResolveField(() => [DueDate], { description: 'What is due in the month, and how it stands' })
  async dueDates(@Parent() cycle: Cycle): Promise<DueDate[]> {
    return dueDates(cycle, await this.clock.now());
  }

  @ResolveField(() => [String], { description: 'Names of the mutations the caller may call on it now' })
  async allowedActions(@Parent() { process }: Cycle, @CurrentCaller() caller: Caller): Promise<string[]> {
    return CYCLES.allowed(process, { id: caller.personId, role: caller.role }, await this.clock.now());
  }
}
