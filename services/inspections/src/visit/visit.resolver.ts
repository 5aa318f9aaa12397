import { Args, ID, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import { READERS } from '@zhishou/platform/auth/roles';
import { assertId } from '@zhishou/platform/ids';
import { PersonRef } from '@zhishou/platform/people/person-ref.type';
import { CheckEntry } from './check-entry.entity.js';
import { Visit } from './visit.entity.js';
import { VisitService } from './visit.service.js';

@Resolver(() => Visit)
export class VisitResolver {
  constructor(private readonly visits: VisitService) {}

  @Query(() => Visit, { nullable: true })
  @Allow(...READERS)
  visit(@Args('id', { type: () => ID }) id: string): Promise<Visit | null> {
    return this.visits.find(assertId('vst', id, 'id'));
  }

  @ResolveField(() => [CheckEntry])
  results(@Parent() visit: Visit): Promise<CheckEntry[]> {
    return this.visits.results(visit.id);
  }

  @ResolveField(() => PersonRef)
  engineer(@Parent() visit: Visit): PersonRef {
    return { id: visit.engineerId };
  }

  @ResolveField(() => PersonRef, { nullable: true })
  signedBy(@Parent() visit: Visit): PersonRef | null {
    return visit.signedById === null ? null : { id: visit.signedById };
  }
}
