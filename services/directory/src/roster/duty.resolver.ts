import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import type { Caller } from '@zhishou/platform/auth/caller';
import { CurrentCaller } from '@zhishou/platform/auth/current-caller.decorator';
import { READERS } from '@zhishou/platform/auth/roles';
import { Person } from '../person/person.entity.js';
import { PersonService } from '../person/person.service.js';
import { DutyGap } from './duty-gap.entity.js';
import { DutyShift } from './duty-shift.entity.js';
import { RemoveDutyShiftInput, SetDutyShiftInput } from './duty.inputs.js';
import { DutyService } from './duty.service.js';

@Resolver(() => DutyShift)
export class DutyResolver {
  constructor(
    private readonly service: DutyService,
    private readonly people: PersonService,
  ) {}

  @Query(() => [DutyShift], { description: 'Shifts that touch the time asked for, the earliest first' })
  @Allow(...READERS)
  dutyRoster(
    @Args('from', { description: 'The beginning, included' }) from: Date,
    @Args('to', { description: 'The end, not included; at most a hundred days after the beginning' })
    to: Date,
  ): Promise<DutyShift[]> {
    return this.service.roster(from, to);
  }

  @Query(() => [DutyGap], {
    description:
      'Time that people left who were deactivated, changed to a role not on duty or lost the NDA; open until a shift of ' +
      'the same side covers it. At most a hundred days.',
  })
  @Allow(...READERS)
  dutyGaps(
    @Args('from', { description: 'The beginning, included' }) from: Date,
    @Args('to', { description: 'The end, not included' }) to: Date,
  ): Promise<DutyGap[]> {
    return this.service.gaps(from, to);
  }

  @Mutation(() => DutyShift, {
    description:
      'Puts somebody on duty, or changes a shift; dispatchers those of their own side. Closes the gaps it covers whole',
  })
  @Allow('BUREAU_ADMIN', 'PROVIDER_DISPATCHER')
  setDutyShift(@Args('input') input: SetDutyShiftInput, @CurrentCaller() caller: Caller): Promise<DutyShift> {
    return this.service.set(input, caller);
  }

  @Mutation(() => Boolean, {
    description: 'Takes a shift off the roster; dispatchers those of their own side. Answers true',
  })
  @Allow('BUREAU_ADMIN', 'PROVIDER_DISPATCHER')
  async removeDutyShift(
    @Args('input') input: RemoveDutyShiftInput,
    @CurrentCaller() caller: Caller,
  ): Promise<boolean> {
    await this.service.remove(input, caller);
    return true;
  }

  @ResolveField(() => Person, { description: 'Who is on duty' })
  @Allow(...READERS)
  person(@Parent() shift: DutyShift): Promise<Person | null> {
    return this.people.find(shift.personId);
  }
}
