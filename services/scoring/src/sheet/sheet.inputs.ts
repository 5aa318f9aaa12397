import { Field, InputType, Int } from '@nestjs/graphql';
import { ContractId } from '@zhishou/platform/contract/month.inputs';
import { Month } from '@zhishou/platform/graphql/scalars';
import { IdempotencyKey, OptionalProse, RequiredProse } from '@zhishou/platform/graphql/text.decorator';
import { IsBoolean, IsInt, IsOptional, Max, Min } from 'class-validator';

/** More than any sheet has. */
const MOST_STEPS = 100_000;

/** An optional `ofVersion` of what is said about a sheet. */
export const OfVersion = (): PropertyDecorator => (target, key) => {
  const description =
    'The `version` of the sheet that you looked at: refused with CONFLICT when it has changed since';
  Field(() => Int, { nullable: true, description })(target, key);
  IsOptional()(target, key);
  IsInt()(target, key);
  Min(0)(target, key);
  Max(MOST_STEPS)(target, key);
};

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

  @OfVersion()
  ofVersion?: number | null;

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

  @OfVersion()
  ofVersion?: number | null;

  @IdempotencyKey()
  idempotencyKey?: string;
}

@InputType({ description: 'A month whose scores are confirmed' })
export class ConfirmScoreInput {
  @Field(() => Month, { description: 'A month that is scored, and whose objection, if any, is answered' })
  month!: string;

  @ContractId()
  contractId?: string;

  @OfVersion()
  ofVersion?: number | null;

  @IdempotencyKey()
  idempotencyKey?: string;
}
