import { Field, ID, InputType } from '@nestjs/graphql';
import { IdempotencyKey, OptionalText, RequiredText } from '@zhishou/platform/graphql/text.decorator';

@InputType()
export class LoginWithIdTokenInput {
  @RequiredText(16_000, 'ID token of the outside issuer, made for the client id this system is set up with')
  idToken!: string;

  @OptionalText(200, 'the nonce of your authentication request; sent, it must be that of the token')
  nonce?: string;
}

@InputType()
export class SetOutsideIdentityInput {
  @Field(() => ID)
  personId!: string;

  @OptionalText(100, 'user name at the outside issuer; left out, the link is removed')
  outsideUsername?: string;

  @IdempotencyKey()
  idempotencyKey?: string;
}
