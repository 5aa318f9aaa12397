import { Field, ID, InputType } from '@nestjs/graphql';
import { Month } from '@zhishou/platform/graphql/scalars';
import { IdempotencyKey, OptionalProse, RequiredProse } from '@zhishou/platform/graphql/text.decorator';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsBoolean, IsOptional, IsString, ValidateNested } from 'class-validator';
import { ContractId } from '@zhishou/platform/contract/month.inputs';

/** Beyond any month; how many there are to be its visits say. */
const MOST_HANDLINGS = 20_000;

@InputType({ description: 'What became of a finding, and what is to be done' })
export class HandlingInput {
  @Field(() => ID, {
    description: 'A finding of the month, a hazard still open from an earlier one, or what that left untold',
  })
  @IsString()
  findingId!: string;

  @RequiredProse(2000, 'How it was handled, and what is planned')
  text!: string;
}

@InputType({ description: 'A summary of the month, whole' })
export class SummaryInput {
  @Field(() => Month, { description: 'The month that is summed up' })
  month!: string;

  @ContractId()
  contractId?: string;

  @Field(() => [HandlingInput], {
    description:
      'One for each finding of the month, for each hazard still open from earlier months, and for what they left untold',
  })
  @IsArray()
  @ArrayMaxSize(MOST_HANDLINGS, { message: `at most ${MOST_HANDLINGS}` })
  @ValidateNested({ each: true })
  @Type(() => HandlingInput)
  handlings!: HandlingInput[];

  @OptionalProse(8000, 'The month as a whole')
  conclusion?: string;

  @IdempotencyKey()
  idempotencyKey?: string;
}

@InputType({ description: 'What the bureau says to a summary' })
export class ReviewSummaryInput {
  @Field(() => Month, { description: 'The month whose summary was looked at' })
  month!: string;

  @ContractId()
  contractId?: string;

  @Field(() => Boolean, { description: 'Whether it is as the contract wants it' })
  @IsBoolean()
  conforming!: boolean;

  @Field(() => ID, {
    nullable: true,
    description: 'The one that was looked at: a later one is not reviewed. Default: the latest',
  })
  @IsOptional()
  @IsString()
  summaryId?: string;

  @OptionalProse(2000, 'Required where it does not conform: what is wrong with it')
  comment?: string;

  @IdempotencyKey()
  idempotencyKey?: string;
}
