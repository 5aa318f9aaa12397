import { Field, ID, InputType } from '@nestjs/graphql';
import { Month } from '@zhishou/platform/graphql/scalars';
import { IdempotencyKey, OptionalProse, RequiredProse } from '@zhishou/platform/graphql/text.decorator';
import type { ReviewState } from '@zhishou/rules/inspection/review-life';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsEnum,
  IsOptional,
  IsString,
  ValidateNested,
} from 'class-validator';
import { MeasureInput } from '../measure/measure.inputs.js';
import { ReviewStateEnum } from './review.enums.js';

const MOST_MEASURES = 50;

@InputType({ description: 'The review of a major fault that was closed' })
export class FileMajorFaultReviewInput {
  @Field(() => ID, { description: 'The review, such as rvw_…' })
  @IsString()
  reviewId!: string;

  @RequiredProse(8000, 'What is learnt from the fault and from how it was handled')
  lessons!: string;

  @Field(() => [MeasureInput], { description: 'What is to be done that it does not happen again' })
  @IsArray()
  @ArrayMaxSize(MOST_MEASURES, { message: `at most ${MOST_MEASURES}` })
  @ValidateNested({ each: true })
  @Type(() => MeasureInput)
  measures!: MeasureInput[];

  @OptionalProse(2000, 'Required, and only taken, where there are no measures: why there are none')
  noMeasuresReason?: string;

  @IdempotencyKey()
  idempotencyKey?: string;
}

@InputType({ description: 'All that is given holds' })
export class MajorFaultReviewFilter {
  @Field(() => ReviewStateEnum, { nullable: true, description: 'Those that are so far' })
  @IsOptional()
  @IsEnum(ReviewStateEnum)
  state?: ReviewState;

  @Field(() => Month, { nullable: true, description: 'The month in which the fault was closed' })
  @IsOptional()
  month?: string;

  @Field(() => Boolean, {
    nullable: true,
    description: 'true: not filed, or with a measure that is still open',
  })
  @IsOptional()
  @IsBoolean()
  open?: boolean;
}
