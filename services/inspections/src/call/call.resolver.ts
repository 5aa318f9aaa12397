import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import type { Caller } from '@zhishou/platform/auth/caller';
import { CurrentCaller } from '@zhishou/platform/auth/current-caller.decorator';
import { PersonRef } from '@zhishou/platform/people/person-ref.type';
import { cycleRolesFor } from '@zhishou/rules/inspection/cycle-life';
import { Cycle } from '../cycle/cycle.entity.js';
import { MonthlyCall } from './call.entity.js';
import { MonthlyCallInput } from './call.inputs.js';
import { CallService } from './call.service.js';

@Resolver(() => MonthlyCall)
export class CallResolver {
  constructor(private readonly calls: CallService) {}

  @Mutation(() => Cycle, { description: "Puts the month's call between the parties on record" })
  @Allow(...cycleRolesFor('recordMonthlyCall'))
  recordMonthlyCall(@CurrentCaller() caller: Caller, @Args('input') input: MonthlyCallInput): Promise<Cycle> {
    return this.calls.record(caller, input);
  }

  @ResolveField(() => PersonRef, { description: 'Who put it on record' })
  by(@Parent() { byId }: MonthlyCall): PersonRef {
    return { id: byId };
  }
}
