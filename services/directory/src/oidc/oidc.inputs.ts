import { Field, ID, InputType } from '@nestjs/graphql';
import { IdempotencyKey, OptionalText, RequiredText } from '@zhishou/platform/graphql/text.decorator';

@InputType({ description: 'A sign-in by the outside issuer' })
export class LoginWithIdTokenInput {
  @RequiredText(16_000, 'ID token of the outside issuer, made for the client id this system is set up with')
  idToken!: string;

  @OptionalText(200, 'the nonce of your authentication request; sent, it must be that of the token')
  nonce?: string;
}

@InputType({ description: 'By which account of the outside issuer a person signs in' })
export class SetOutsideIdentityInput {
  @Field(() => ID, { description: 'Who signs in by it' })
  personId!: string;

  @OptionalText(100, 'user name at the outside issuer; left out, the link is removed')
  outsideUsername?: string;

  @IdempotencyKey()
  idempotencyKey?: string;
}
