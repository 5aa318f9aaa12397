import { Field, InputType, Int } from '@nestjs/graphql';
import { ContractId } from '@zhishou/platform/contract/month.inputs';
import { Fen } from '@zhishou/platform/graphql/scalars';
import { IdempotencyKey } from '@zhishou/platform/graphql/text.decorator';
import type { PaymentDocumentKind } from '@zhishou/rules/contract/contract.types';
import { IsEnum, IsInt, IsOptional } from 'class-validator';
import { PaymentDocumentKindEnum } from './instalment.enums.js';

const OF_INSTALMENT = 'The contract whose instalment it is. Default: the one in force now';

@InputType({ description: 'A document that was received for an instalment' })
export class PaymentDocumentInput {
  @Field(() => Int, { description: '1, 2 or 3' })
  @IsInt()
  instalment!: number;

  @ContractId(OF_INSTALMENT)
  contractId?: string;

  @Field(() => PaymentDocumentKindEnum, { description: 'What it is; each kind once' })
  @IsEnum(PaymentDocumentKindEnum)
  kind!: PaymentDocumentKind;

  @Field(() => Fen, { nullable: true, description: 'What an INVOICE names: exactly what is payable' })
  @IsOptional()
  amount?: bigint | null;

  @Field(() => Date, { description: 'When it was received; its day in Asia/Shanghai counts' })
  receivedAt!: Date;

  @IdempotencyKey()
  idempotencyKey?: string;
}

@InputType({ description: 'The application for the payment of an instalment' })
export class PaymentApplicationInput {
  @Field(() => Int, { description: '1, 2 or 3' })
  @IsInt()
  instalment!: number;

  @ContractId(OF_INSTALMENT)
  contractId?: string;

  @Field(() => Date, { description: 'When it was made; its day in Asia/Shanghai keeps the term' })
  appliedAt!: Date;

  @IdempotencyKey()
  idempotencyKey?: string;
}

@InputType({ description: 'A payment of an instalment, or of a part of it' })
export class PaymentInput {
  @Field(() => Int, { description: '1, 2 or 3' })
  @IsInt()
  instalment!: number;

  @ContractId(OF_INSTALMENT)
  contractId?: string;

  @Field(() => Fen, { description: 'What was paid; no more than is still to be paid' })
  amount!: bigint;

  @Field(() => Date, { description: 'When it was paid' })
  paidAt!: Date;

  @IdempotencyKey()
  idempotencyKey?: string;
}
