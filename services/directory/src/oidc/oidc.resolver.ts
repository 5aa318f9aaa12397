import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import { Allow, AllowPublic } from '@zhishou/platform/auth/allow.decorator';
import type { Caller } from '@zhishou/platform/auth/caller';
import { CurrentCaller } from '@zhishou/platform/auth/current-caller.decorator';
import type { GraphqlContext } from '@zhishou/platform/graphql/graphql-context';
import { Person } from '../person/person.entity.js';
import { enter } from '../session/session.resolver.js';
import { Session } from '../session/session.types.js';
import { LoginWithIdTokenInput, SetOutsideIdentityInput } from './oidc.inputs.js';
import { OidcService } from './oidc.service.js';

@Resolver()
export class OidcResolver {
  constructor(private readonly service: OidcService) {}

  @Mutation(() => Session, { description: 'Sign in by the outside OpenID Connect issuer' })
  @AllowPublic()
  async loginWithIdToken(
    @Args('input') input: LoginWithIdTokenInput,
    @Context() context: GraphqlContext,
  ): Promise<Session> {
    return enter(context, await this.service.login(input.idToken, input.nonce));
  }

  @Mutation(() => Person, {
    description: 'Says by which account of the outside issuer a person signs in; ends their sessions',
  })
  @Allow('BUREAU_ADMIN')
  setOutsideIdentity(
    @Args('input') input: SetOutsideIdentityInput,
    @CurrentCaller() caller: Caller,
  ): Promise<Person> {
    return this.service.setIdentity(input, caller);
  }
}
