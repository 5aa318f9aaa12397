import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { PersonRef } from '@zhishou/platform/people/person-ref.type';
import { GuaranteeShift } from './guarantee-shift.entity.js';

@Resolver(() => GuaranteeShift)
export class GuaranteeShiftResolver {
  @ResolveField(() => PersonRef, { description: 'Whose turn it is' })
  person(@Parent() { personId }: GuaranteeShift): PersonRef {
    return { id: personId };
  }
}
