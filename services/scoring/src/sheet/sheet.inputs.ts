import { Field, InputType } from '@nestjs/graphql';
import { ContractId } from '@zhishou/platform/contract/month.inputs';
import { Month } from '@zhishou/platform/graphql/scalars';
import { IdempotencyKey, OptionalProse, RequiredProse } from '@zhishou/platform/graphql/text.decorator';
import { IsBoolean, IsOptional } from 'class-validator';

@InputType({ description: 'A month to be scored' })
export class ScoreMonthInput {
  @Field(() => Month, { description: 'A month of the contract that is over' })
  month!: string;

  @ContractId()
  contractId?: string;

  @IdempotencyKey()
  idempotencyKey?: string;
}

@InputType({ description: "The provider's word on the points: an objection, or that it has none" })
export class ObjectInput {
  @Field(() => Month, { description: 'A month that is scored' })
  month!: string;

  @ContractId()
  contractId?: string;

  @OptionalProse(2000, 'What is objected to, and why; required unless the right is waived')
  text?: string;

  @Field(() => Boolean, {
    nullable: true,
    description: 'true: the provider objects to nothing, so that the sheet may be confirmed at once',
  })
  @IsOptional()
  @IsBoolean()
  waive?: boolean;

  @IdempotencyKey()
  idempotencyKey?: string;
}

@InputType({ description: "The supervisor's answer to the objection" })
export class AnswerObjectionInput {
  @Field(() => Month, { description: 'A month whose scores were objected to' })
  month!: string;

  @ContractId()
  contractId?: string;

  @RequiredProse(2000, 'The answer; points are changed by scoring the month again')
  text!: string;

  @IdempotencyKey()
  idempotencyKey?: string;
}

@InputType({ description: 'A month whose scores are confirmed' })
export class ConfirmScoreInput {
  @Field(() => Month, { description: 'A month that is scored, and whose objection, if any, is answered' })
  month!: string;

  @ContractId()
  contractId?: string;

  @IdempotencyKey()
  idempotencyKey?: string;
}
