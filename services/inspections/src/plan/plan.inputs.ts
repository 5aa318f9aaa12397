import { ArgsType, Field, ID, InputType, Int, registerEnumType } from '@nestjs/graphql';
import { Month } from '@zhishou/platform/graphql/scalars';
import {
  EachText,
  IdempotencyKey,
  OptionalProse,
  RequiredText,
} from '@zhishou/platform/graphql/text.decorator';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsInt, IsOptional, IsString, Min, ValidateNested } from 'class-validator';
import { ContractId, MonthArgs } from '@zhishou/platform/contract/month.inputs';

/** Beyond any contract; what one contract needs at most its rules say. */
const MOST_VISITS = 20_000;
const MOST_ASSETS = 20_000;
const HOW_MANY =
  'at most as many as the contract has equipment, and no more than a request holds: 1 MB by default, some 5,000 visits, ' +
  'beyond which the answer is QUERY_TOO_COMPLEX';

export enum PlanDecision {
  APPROVE = 'APPROVE',
  EDIT = 'EDIT',
  RETURN = 'RETURN',
}

registerEnumType(PlanDecision, {
  name: 'PlanDecision',
  description: "What the bureau makes of a month's plan.",
  valuesMap: {
    APPROVE: { description: 'It takes effect as it is' },
    EDIT: { description: 'It takes effect as the bureau has changed it: a version of its own' },
    RETURN: { description: 'It goes back to the provider, with the comment' },
  },
});

@InputType({ description: 'A visit of the plan' })
export class PlannedVisitInput {
  @Field(() => ID, { nullable: true, description: 'Of the visit of the version before that it goes on from' })
  @IsOptional()
  @IsString()
  id?: string;

  @RequiredText(10, 'The day in Asia/Shanghai, such as 2026-08-12')
  date!: string;

  @RequiredText(200, 'Where it begins')
  place!: string;

  @Field(() => ID, { description: 'An engineer of the provider with a signed non-disclosure agreement' })
  @IsString()
  engineerId!: string;

  @Field(() => [String], { description: 'Codes of the equipment to be inspected' })
  @IsArray()
  @ArrayMaxSize(MOST_ASSETS, { message: `at most ${MOST_ASSETS}` })
  @EachText(60)
  assetCodes!: string[];
}

@InputType({ description: 'A plan of the month, whole' })
export class SubmitPlanInput {
  @Field(() => Month, { description: 'The month to be inspected' })
  month!: string;

  @ContractId()
  contractId?: string;

  @Field(() => [PlannedVisitInput], {
    description: `All visits of the month; each asset in period once; ${HOW_MANY}`,
  })
  @IsArray()
  @ArrayMaxSize(MOST_VISITS, { message: `at most ${MOST_VISITS}` })
  @ValidateNested({ each: true })
  @Type(() => PlannedVisitInput)
  visits!: PlannedVisitInput[];

  @OptionalProse(2000, 'What the bureau should know')
  comment?: string;

  @IdempotencyKey()
  idempotencyKey?: string;
}

@InputType({ description: 'What the bureau says to a plan' })
export class ReviewPlanInput {
  @Field(() => Month, { description: 'The month whose plan was looked at' })
  month!: string;

  @ContractId()
  contractId?: string;

  @Field(() => PlanDecision, { description: 'What is made of it' })
  decision!: PlanDecision;

  @Field(() => [PlannedVisitInput], {
    nullable: true,
    description: `Of EDIT: all visits as they are to be; ${HOW_MANY}`,
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_VISITS, { message: `at most ${MOST_VISITS}` })
  @ValidateNested({ each: true })
  @Type(() => PlannedVisitInput)
  visits?: PlannedVisitInput[];

  @OptionalProse(2000, 'Required for RETURN: what is to be changed')
  comment?: string;

  @Field(() => Int, {
    nullable: true,
    description: 'The version that was looked at: a later one is not decided. Default: the latest',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  planVersion?: number;

  @IdempotencyKey()
  idempotencyKey?: string;
}

@ArgsType()
export class PlanDiffArgs extends MonthArgs {
  @Field(() => Int, { description: 'The number of a version' })
  @IsInt()
  from!: number;

  @Field(() => Int, { description: 'The number of a version' })
  @IsInt()
  to!: number;
}
