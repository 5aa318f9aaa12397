import { Field, InputType, ObjectType } from '@nestjs/graphql';
import { AllowPublic } from '@zhishou/platform/auth/allow.decorator';
import { OptionalText, RequiredText } from '@zhishou/platform/graphql/text.decorator';
import { MaxLength } from 'class-validator';
import { Person } from '../person/person.entity.js';
import { NewPassword, PASSWORD_HINT } from './password-policy.js';

@InputType({ description: 'A sign-in by password' })
export class LoginInput {
  @RequiredText(100, 'As the admin has set it')
  username!: string;

  // taken as it is: blanks at its ends belong to it
  @Field(() => String, { description: 'Taken as it is: blanks at its ends belong to it' })
  @MaxLength(200, { message: 'at most 200 characters' })
  password!: string;

  @OptionalText(
    1000,
    'what your last sign-in on this device gave: others who guess your password cannot keep you out then',
  )
  deviceToken?: string;

  @OptionalText(
    40,
    'Of the second factor: six digits of the authenticator app, or a recovery code. Left out where it is wanted, the ' +
      'answer is UNAUTHENTICATED with `extensions.secondFactor: "TOTP"`. Each is good once',
  )
  code?: string;
}

@InputType({ description: 'Your old password and your new one' })
export class ChangePasswordInput {
  @Field(() => String, { description: 'the one in force' })
  @MaxLength(200, { message: 'at most 200 characters' })
  currentPassword!: string;

  @Field(() => String, { description: PASSWORD_HINT })
  @NewPassword()
  newPassword!: string;
}

@InputType({ description: 'A sign-in to go on with' })
export class RefreshSessionInput {
  @RequiredText(200, 'The last one this sign-in gave')
  refreshToken!: string;
}

@InputType({ description: 'How much to end' })
export class LogoutInput {
  @Field(() => Boolean, { nullable: true, description: 'also end every other session of yours' })
  everywhere?: boolean;
}

@ObjectType({ description: 'What a sign-in, or the renewal of one, gives' })
@AllowPublic()
export class Session {
  @Field(() => String, { description: 'To be sent as `authorization: Bearer …`' })
  token!: string;

  @Field(() => Date, { description: 'When the token is good no more; renew it before, by refreshSession' })
  expiresAt!: Date;

  @Field(() => String, {
    description: 'For refreshSession, good once; one used a second time ends the whole sign-in',
  })
  refreshToken!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'For the next `login` on this device: keep it for 180 days; it opens nothing. Null after a refresh',
  })
  deviceToken!: string | null;

  @Field(() => Boolean, {
    description:
      'Your role needs a second factor and you have none: startTotpEnrolment and confirmTotp are open to you, `me` and ' +
      'logout, and all else is TOTP_REQUIRED until you have confirmed one',
  })
  mustEnrol!: boolean;

  @Field(() => Person, { description: 'Who has signed in' })
  person!: Person;
}
