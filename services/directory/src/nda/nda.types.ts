import { Field, ID, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import { AllowSignedIn } from '@zhishou/platform/auth/allow.decorator';
import { IdempotencyKey, OptionalText, RequiredProse } from '@zhishou/platform/graphql/text.decorator';

/** How a person stands to the NDA. */
export enum NdaState {
  NOT_NEEDED = 'NOT_NEEDED',
  TO_SIGN = 'TO_SIGN',
  SIGNED = 'SIGNED',
  REVOKED = 'REVOKED',
}
registerEnumType(NdaState, {
  name: 'NdaState',
  valuesMap: {
    NOT_NEEDED: { description: "not of the provider's people" },
    TO_SIGN: { description: 'may sign (signNda): never signed, or asked by the bureau to sign again' },
    SIGNED: { description: 'a signature is in force; the bureau may revoke it (revokeNda)' },
    REVOKED: {
      description: 'the bureau has revoked it; signed anew once the bureau asks for it (requestNda)',
    },
  },
});

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

@InputType()
export class RequestNdaInput {
  @Field(() => ID, { description: 'whose NDA was revoked' })
  personId!: string;

  @IdempotencyKey()
  idempotencyKey?: string;
}
