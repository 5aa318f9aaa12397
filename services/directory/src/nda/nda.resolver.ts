import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow, AllowSignedIn } from '@zhishou/platform/auth/allow.decorator';
import type { Caller } from '@zhishou/platform/auth/caller';
import { CurrentCaller } from '@zhishou/platform/auth/current-caller.decorator';
import { BUREAU_DECIDERS } from '@zhishou/platform/auth/roles';
import { Person } from '../person/person.entity.js';
import { NdaAgreement } from './nda-agreement.entity.js';
import { NdaService } from './nda.service.js';
import { NdaDocument, NdaState, RequestNdaInput, RevokeNdaInput, SignNdaInput } from './nda.types.js';

@Resolver(() => Person)
export class NdaResolver {
  constructor(private readonly service: NdaService) {}

  @Query(() => NdaDocument, { description: 'The text to be signed; open also before it is' })
  @AllowSignedIn()
  ndaDocument(): NdaDocument {
    return this.service.document();
  }

  @Mutation(() => Person, {
    description:
      'Signs the NDA for the caller. CONFLICT once it was revoked, until the bureau asks for it again.',
  })
  @AllowSignedIn()
  signNda(@Args('input') input: SignNdaInput, @CurrentCaller() caller: Caller): Promise<Person> {
    return this.service.sign(input, caller);
  }

  @Mutation(() => Person, {
    description:
      'Shuts a person of the provider out at once, until the bureau asks for the NDA again and it is signed',
  })
  @Allow('BUREAU_ADMIN')
  revokeNda(@Args('input') input: RevokeNdaInput, @CurrentCaller() caller: Caller): Promise<Person> {
    return this.service.revoke(input, caller);
  }

  @Mutation(() => Person, {
    description:
      'Lets a person whose NDA was revoked sign it again. CONFLICT for whoever has signed, or may sign already.',
  })
  @Allow('BUREAU_ADMIN')
  requestNda(@Args('input') input: RequestNdaInput, @CurrentCaller() caller: Caller): Promise<Person> {
    return this.service.request(input, caller);
  }

  @ResolveField(() => NdaState, { description: 'what may be done about the NDA of this person now' })
  @AllowSignedIn()
  ndaState(@Parent() person: Person): Promise<NdaState> {
    return this.service.stateOf(person);
  }

  @ResolveField(() => [NdaAgreement], { description: 'the NDA register, oldest first' })
  @Allow(...BUREAU_DECIDERS, 'AUDITOR')
  ndaAgreements(@Parent() person: Person): Promise<NdaAgreement[]> {
    return this.service.agreementsOf(person.id);
  }
}
