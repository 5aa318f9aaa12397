import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import { AllowEnrolling, AllowPublic, AllowSignedIn } from '@zhishou/platform/auth/allow.decorator';
import type { Caller } from '@zhishou/platform/auth/caller';
import { CurrentCaller } from '@zhishou/platform/auth/current-caller.decorator';
import { becomeCaller } from '@zhishou/platform/graphql/graphql-context';
import type { GraphqlContext } from '@zhishou/platform/graphql/graphql-context';
import { SessionService } from './session.service.js';
import type { Opened } from './session.service.js';
import {
  ChangePasswordInput,
  LoginInput,
  LogoutInput,
  RefreshSessionInput,
  Session,
} from './session.types.js';

@Resolver()
export class SessionResolver {
  constructor(private readonly sessions: SessionService) {}

  @Mutation(() => Session, {
    description:
      'Sign in by user name and password. An unknown name, a wrong password and a deactivated person are answered alike',
  })
  @AllowPublic()
  async login(@Args('input') input: LoginInput, @Context() context: GraphqlContext): Promise<Session> {
    return enter(context, await this.sessions.login(input));
  }

  @Mutation(() => Session, {
    description:
      'Trades a refresh token for new tokens, without a password; UNAUTHENTICATED once the sign-in is over',
  })
  @AllowPublic()
  async refreshSession(
    @Args('input') input: RefreshSessionInput,
    @Context() context: GraphqlContext,
  ): Promise<Session> {
    return enter(context, await this.sessions.refresh(input.refreshToken));
  }

  @Mutation(() => Session, {
    description:
      'Your own password; every other session of yours ends, this one goes on with the tokens answered',
  })
  @AllowSignedIn()
  async changePassword(
    @Args('input') { currentPassword, newPassword }: ChangePasswordInput,
    @CurrentCaller() caller: Caller,
    @Context() context: GraphqlContext,
  ): Promise<Session> {
    return enter(context, await this.sessions.changePassword(caller, currentPassword, newPassword));
  }

  @Mutation(() => Boolean, { description: 'Ends this sign-in: its tokens are good no more. Answers true' })
  @AllowEnrolling()
  async logout(
    @CurrentCaller() caller: Caller,
    @Args('input', {
      type: () => LogoutInput,
      nullable: true,
      description: 'Left out, only this sign-in ends',
    })
    input?: LogoutInput,
  ): Promise<boolean> {
    await this.sessions.logout(caller, input?.everywhere ?? false);
    return true;
  }
}

/** The rest of the answer (`person {…}`) is read as the one who has just signed in. */
export function enter(context: GraphqlContext, { session, caller }: Opened): Session {
  becomeCaller(context, caller);
  return session;
}
