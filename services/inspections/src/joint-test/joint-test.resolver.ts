import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import type { Caller } from '@zhishou/platform/auth/caller';
import { CurrentCaller } from '@zhishou/platform/auth/current-caller.decorator';
import { PersonRef } from '@zhishou/platform/people/person-ref.type';
import { cycleRolesFor } from '@zhishou/rules/inspection/cycle-life';
import { JointTest } from './joint-test.entity.js';
import { JointTestInput } from './joint-test.inputs.js';
import { JointTestService } from './joint-test.service.js';

@Resolver(() => JointTest)
export class JointTestResolver {
  constructor(private readonly tests: JointTestService) {}

  @Mutation(() => JointTest, { description: 'Puts a joint test of the month on record' })
  @Allow(...cycleRolesFor('recordJointTest'))
  recordJointTest(@CurrentCaller() caller: Caller, @Args('input') input: JointTestInput): Promise<JointTest> {
    return this.tests.record(caller, input);
  }

  @ResolveField(() => [PersonRef], { description: 'Who was on site' })
  technicians(@Parent() { technicianIds }: JointTest): PersonRef[] {
    return technicianIds.map((id) => ({ id }));
  }

  @ResolveField(() => PersonRef, { description: 'Who put it on record' })
  by(@Parent() { byId }: JointTest): PersonRef {
    return { id: byId };
  }
}
