import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { AllowSignedIn } from '@zhishou/platform/auth/allow.decorator';
import { IdempotencyKey, OptionalText, RequiredProse } from '@zhishou/platform/graphql/text.decorator';

@ObjectType()
@AllowSignedIn()
export class NdaDocument {
  @Field(() => String)
  title!: string;

  @Field(() => String)
  text!: string;

  /** SHA-256 of the text in UTF-8, hex */
  @Field(() => String)
  hash!: string;
}

@InputType()
export class SignNdaInput {
  @OptionalText(64, 'hash of the document that was read; refused when it is not the one in force')
  documentHash?: string;

  @Field(() => Boolean, { defaultValue: true })
  accept!: boolean;

  @IdempotencyKey()
  idempotencyKey?: string;
}

@InputType()
export class RevokeNdaInput {
  @Field(() => ID)
  personId!: string;

  @RequiredProse(500)
  reason!: string;

  @IdempotencyKey()
  idempotencyKey?: string;
}
