import { Field, ID, InputType } from '@nestjs/graphql';
import {
  IdempotencyKey,
  OptionalProse,
  RequiredProse,
  RequiredText,
} from '@zhishou/platform/graphql/text.decorator';
import type { GuaranteeKind } from '@zhishou/rules/inspection/guarantee';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsBoolean, IsDate, IsEnum, IsString, ValidateNested } from 'class-validator';
import { GuaranteeKindEnum } from './guarantee.enums.js';

/** Three turns a day of one place, for most of a year. */
const MOST_SHIFTS = 1_000;

@InputType({ description: 'What the provider is to stand by for' })
export class GuaranteeTaskInput {
  @RequiredText(200, 'What it is called')
  title!: string;

  @Field(() => GuaranteeKindEnum, { description: 'What it is' })
  @IsEnum(GuaranteeKindEnum)
  kind!: GuaranteeKind;

  @Field(() => Date, { description: 'When it begins; at most a year away' })
  @IsDate()
  from!: Date;

  @Field(() => Date, { description: 'When it is over; at most a year away' })
  @IsDate()
  to!: Date;

  @RequiredProse(4000, 'What is asked for: how many people, where, with what')
  requirements!: string;

  @IdempotencyKey()
  idempotencyKey?: string;
}

@InputType({ description: "A person's turn" })
export class GuaranteeShiftInput {
  @Field(() => ID, { description: 'Somebody of the provider with a signed non-disclosure agreement' })
  @IsString()
  personId!: string;

  @Field(() => Date, { description: 'When the turn begins' })
  @IsDate()
  from!: Date;

  @Field(() => Date, { description: 'When the turn ends' })
  @IsDate()
  to!: Date;
}

@InputType({ description: 'Who is on duty when: the whole roster' })
export class GuaranteeRosterInput {
  @Field(() => ID, { description: 'The guarantee task' })
  @IsString()
  taskId!: string;

  @Field(() => [GuaranteeShiftInput], {
    description: 'The whole roster, in place of the one before; turns somebody has come to stay in it',
  })
  @IsArray()
  @ArrayMaxSize(MOST_SHIFTS, { message: `at most ${MOST_SHIFTS}` })
  @ValidateNested({ each: true })
  @Type(() => GuaranteeShiftInput)
  shifts!: GuaranteeShiftInput[];

  @IdempotencyKey()
  idempotencyKey?: string;
}

@InputType({ description: 'On which turn you come or leave' })
export class AttendGuaranteeInput {
  @Field(() => ID, { description: 'The guarantee task' })
  @IsString()
  taskId!: string;

  @IdempotencyKey()
  idempotencyKey?: string;
}

@InputType({ description: 'Whether a task was fulfilled' })
export class JudgeGuaranteeInput {
  @Field(() => ID, { description: 'The guarantee task' })
  @IsString()
  taskId!: string;

  @Field(() => Boolean, { description: 'Whether the provider did what was asked for' })
  @IsBoolean()
  fulfilled!: boolean;

  @OptionalProse(2000, 'Why; required when it is not fulfilled')
  note?: string;

  @IdempotencyKey()
  idempotencyKey?: string;
}
