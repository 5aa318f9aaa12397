import { Field, ID, InputType } from '@nestjs/graphql';
import {
  IdempotencyKey,
  OptionalProse,
  RequiredProse,
  RequiredText,
} from '@zhishou/platform/graphql/text.decorator';
import type { MeasureState } from '@zhishou/rules/inspection/measure-life';
import { IsBoolean, IsEnum, IsOptional, IsString } from 'class-validator';
import { MeasureStateEnum } from './measure.enums.js';

@InputType({ description: 'What is to be done that a major fault does not happen again' })
export class MeasureInput {
  @RequiredProse(2000, 'What is to be done')
  text!: string;

  @Field(() => ID, {
    description: 'A person of either side; of the provider one who has signed the non-disclosure agreement',
  })
  @IsString()
  responsibleId!: string;

  @RequiredText(10, 'The last day that is in time, in Asia/Shanghai, such as 2026-09-30')
  dueOn!: string;
}

@InputType({ description: 'One more measure of a review' })
export class AddMeasureInput extends MeasureInput {
  @Field(() => ID, { description: 'A review that is filed' })
  @IsString()
  reviewId!: string;

  @IdempotencyKey()
  idempotencyKey?: string;
}

@InputType({ description: 'A measure that was done' })
export class CompleteMeasureInput {
  @Field(() => ID, { description: 'The measure, such as msr_…' })
  @IsString()
  measureId!: string;

  @RequiredProse(2000, 'What was done')
  note!: string;

  @IdempotencyKey()
  idempotencyKey?: string;
}

@InputType({ description: 'What the bureau says to a measure that was done' })
export class VerifyMeasureInput {
  @Field(() => ID, { description: 'The measure, such as msr_…' })
  @IsString()
  measureId!: string;

  @Field(() => Boolean, { description: 'Whether it is done as it should be; else it is done again' })
  @IsBoolean()
  passed!: boolean;

  @OptionalProse(2000, 'Required to send it back')
  note?: string;

  @IdempotencyKey()
  idempotencyKey?: string;
}

@InputType({ description: 'A measure to be given up' })
export class DropMeasureInput {
  @Field(() => ID, { description: 'The measure, such as msr_…' })
  @IsString()
  measureId!: string;

  @RequiredProse(2000, 'Why it is given up')
  reason!: string;

  @IdempotencyKey()
  idempotencyKey?: string;
}

@InputType({ description: 'All that is given holds' })
export class MeasureFilter {
  @Field(() => MeasureStateEnum, { nullable: true, description: 'Those that are so far' })
  @IsOptional()
  @IsEnum(MeasureStateEnum)
  state?: MeasureState;

  @Field(() => ID, { nullable: true, description: 'Whoever is responsible' })
  @IsOptional()
  @IsString()
  responsibleId?: string;

  @Field(() => Boolean, { nullable: true, description: 'true: those that are neither verified nor dropped' })
  @IsOptional()
  @IsBoolean()
  open?: boolean;
}
