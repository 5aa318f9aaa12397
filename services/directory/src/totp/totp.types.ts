import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { AllowEnrolling } from '@zhishou/platform/auth/allow.decorator';
import { IdempotencyKey, OptionalText, RequiredText } from '@zhishou/platform/graphql/text.decorator';
import { Session } from '../session/session.types.js';

const LONGEST_CODE = 40;

@InputType({ description: 'Proof of the second factor that is to be replaced' })
export class StartTotpEnrolmentInput {
  @OptionalText(
    LONGEST_CODE,
    'Of the second factor in force, or a recovery code: where there is one, to replace it',
  )
  code?: string;
}

@InputType({ description: 'Proof that the authenticator app has the secret' })
export class TotpCodeInput {
  @RequiredText(LONGEST_CODE, 'Six digits, as the authenticator app shows them now')
  code!: string;
}

@InputType({ description: 'Proof of the second factor that is to be removed' })
export class RemoveTotpInput {
  @RequiredText(LONGEST_CODE, 'Six digits, as the authenticator app shows them now, or a recovery code')
  code!: string;
}

@InputType({ description: 'Who has lost their second factor' })
export class ResetTotpInput {
  @Field(() => ID, { description: 'Anybody but yourself' })
  personId!: string;

  @IdempotencyKey()
  idempotencyKey?: string;
}

@ObjectType({ description: 'What an authenticator app needs, in one of two ways' })
@AllowEnrolling()
export class TotpEnrolment {
  @Field(() => String, { description: 'otpauth://totp/…, for a QR code; shown this once' })
  uri!: string;

  @Field(() => String, { description: 'The same secret to type in: base32, 160 bits; shown this once' })
  secret!: string;
}

@ObjectType({ description: 'What is told once as a second factor comes into force' })
@AllowEnrolling()
export class ConfirmedTotp {
  @Field(() => [String], {
    description: 'Ten, each in place of a code once, for when the device is lost; shown this once',
  })
  recoveryCodes!: string[];

  @Field(() => Session, { description: 'Your session goes on with these tokens' })
  session!: Session;
}
