import { Field, ID, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import { AllowSignedIn } from '@zhishou/platform/auth/allow.decorator';
import { IdempotencyKey, OptionalText, RequiredProse } from '@zhishou/platform/graphql/text.decorator';

export enum NdaState {
  NOT_NEEDED = 'NOT_NEEDED',
  TO_SIGN = 'TO_SIGN',
  SIGNED = 'SIGNED',
  REVOKED = 'REVOKED',
}
registerEnumType(NdaState, {
  name: 'NdaState',
  description: 'How a person stands to the NDA',
  valuesMap: {
    NOT_NEEDED: { description: "not of the provider's people" },
    TO_SIGN: { description: 'may sign (signNda): never signed, or asked by the bureau to sign again' },
    SIGNED: { description: 'a signature is in force; the bureau may revoke it (revokeNda)' },
    REVOKED: {
      description: 'the bureau has revoked it; signed anew once the bureau asks for it (requestNda)',
    },
  },
});

@ObjectType({ description: 'The agreement that every person of the provider signs (保密协议)' })
@AllowSignedIn()
export class NdaDocument {
  @Field(() => String, { description: 'In Chinese' })
  title!: string;

  @Field(() => String, { description: 'Annex 3 (附件三) of the contract, word for word' })
  text!: string;

  @Field(() => String, { description: 'SHA-256 of the text in UTF-8, hexadecimal' })
  hash!: string;
}

@InputType({ description: 'Your signature under the NDA' })
export class SignNdaInput {
  @OptionalText(64, 'hash of the document that was read; refused when it is not the one in force')
  documentHash?: string;

  @Field(() => Boolean, {
    defaultValue: true,
    description: 'Must be true: you have read the document and agree',
  })
  accept!: boolean;

  @IdempotencyKey()
  idempotencyKey?: string;
}

@InputType({ description: 'Whose NDA is revoked, and why' })
export class RevokeNdaInput {
  @Field(() => ID, { description: 'Whose signature is in force' })
  personId!: string;

  @RequiredProse(500, 'Stands in the NDA register')
  reason!: string;

  @IdempotencyKey()
  idempotencyKey?: string;
}

@InputType({ description: 'Who is to sign the NDA again' })
export class RequestNdaInput {
  @Field(() => ID, { description: 'whose NDA was revoked' })
  personId!: string;

  @IdempotencyKey()
  idempotencyKey?: string;
}
