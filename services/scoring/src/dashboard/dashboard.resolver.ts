import { Args, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import type { Caller } from '@zhishou/platform/auth/caller';
import { CurrentCaller } from '@zhishou/platform/auth/current-caller.decorator';
import { SEE_ALL } from '../document/draft.resolver.js';
import { DashboardArgs } from './dashboard.inputs.js';
import { DashboardService } from './dashboard.service.js';
import { Dashboard } from './dashboard.types.js';

@Resolver(() => Dashboard)
export class DashboardResolver {
  constructor(private readonly dashboards: DashboardService) {}

  @Query(() => Dashboard, {
    description:
      'Trends, rates, times, faults by kind, what each clause cost, and what the year would come to',
  })
  @Allow(...SEE_ALL)
  dashboard(@CurrentCaller() caller: Caller, @Args() asked: DashboardArgs): Promise<Dashboard> {
    return this.dashboards.of(caller, asked);
  }
}
