import { Args, Context, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow, AllowEnrolling, AllowSignedIn } from '@zhishou/platform/auth/allow.decorator';
import type { Caller } from '@zhishou/platform/auth/caller';
import { CurrentCaller } from '@zhishou/platform/auth/current-caller.decorator';
import type { GraphqlContext } from '@zhishou/platform/graphql/graphql-context';
import { Person } from '../person/person.entity.js';
import { enter } from '../session/session.resolver.js';
import { TotpService } from './totp.service.js';
import {
  ConfirmedTotp,
  RemoveTotpInput,
  ResetTotpInput,
  StartTotpEnrolmentInput,
  TotpCodeInput,
  TotpEnrolment,
} from './totp.types.js';

@Resolver(() => Person)
export class TotpResolver {
  constructor(private readonly service: TotpService) {}

  @Mutation(() => TotpEnrolment, {
    description:
      'A new secret for your authenticator app, in force once confirmTotp has had a code of it. Starting again makes another',
  })
  @AllowEnrolling()
  startTotpEnrolment(
    @CurrentCaller() caller: Caller,
    @Args('input', {
      type: () => StartTotpEnrolmentInput,
      nullable: true,
      description: 'Wanted where a second factor is in force',
    })
    input?: StartTotpEnrolmentInput,
  ): Promise<TotpEnrolment> {
    return this.service.start(caller, input?.code);
  }

  @Mutation(() => ConfirmedTotp, {
    description:
      'From now on your sign-in wants a code; every other session of yours ends. CONFLICT where nothing was started',
  })
  @AllowEnrolling()
  async confirmTotp(
    @Args('input') { code }: TotpCodeInput,
    @CurrentCaller() caller: Caller,
    @Context() context: GraphqlContext,
  ): Promise<ConfirmedTotp> {
    const { recoveryCodes, ...opened } = await this.service.confirm(caller, code);
    return { recoveryCodes, session: enter(context, opened) };
  }

  @Mutation(() => Boolean, {
    description:
      'Your own second factor. FORBIDDEN where your role needs one; replace it by startTotpEnrolment',
  })
  @AllowSignedIn()
  async removeTotp(
    @Args('input') { code }: RemoveTotpInput,
    @CurrentCaller() caller: Caller,
  ): Promise<boolean> {
    await this.service.remove(caller, code);
    return true;
  }

  @Mutation(() => Person, {
    description: 'Takes away the second factor of somebody who has lost it, and ends their sessions',
  })
  @Allow('BUREAU_ADMIN')
  resetTotp(@Args('input') input: ResetTotpInput, @CurrentCaller() caller: Caller): Promise<Person> {
    return this.service.reset(input, caller);
  }

  @ResolveField(() => Boolean, {
    nullable: true,
    description:
      'Has a second factor. Null where you may not know: it is for oneself, the admin and auditors',
  })
  @AllowEnrolling()
  totpActive(@Parent() person: Person, @CurrentCaller() caller: Caller): Promise<boolean | null> {
    return this.service.isActiveOf(person, caller);
  }
}
