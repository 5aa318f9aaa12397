import { Field, Float, ID, InputType } from '@nestjs/graphql';
import { ContractId } from '@zhishou/platform/contract/month.inputs';
import { Month } from '@zhishou/platform/graphql/scalars';
import { RequiredText } from '@zhishou/platform/graphql/text.decorator';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsOptional, IsString, ValidateNested } from 'class-validator';

const MOST_CHANGES = 100;

@InputType({ description: 'Another reading of what the contract leaves open' })
export class OtherChoiceInput {
  @RequiredText(60, 'Its name, such as score.perPoint: see docs/facts.md')
  name!: string;

  @RequiredText(60, 'One of its values, such as fractional')
  value!: string;
}

@InputType({ description: 'Another number of a rule' })
export class OtherRuleInput {
  @RequiredText(20, 'The item, such as P5')
  item!: string;

  @RequiredText(20, 'What of it, such as goal, each or perPoint')
  name!: string;

  @Field(() => Float, { description: 'Points or a percentage: from 0 to 100, decimals allowed' })
  value!: number;
}

@InputType({ description: 'What is asked to have been otherwise; nothing of it is kept' })
export class WhatIfInput {
  @Field(() => Month, { description: 'A month that is over' })
  month!: string;

  @ContractId()
  contractId?: string;

  @Field(() => [ID], {
    nullable: true,
    description: 'What is left out: tickets, visits, events, by their ids',
  })
  @IsOptional()
  @ArrayMaxSize(MOST_CHANGES)
  @IsString({ each: true })
  without?: string[];

  @Field(() => [OtherChoiceInput], { nullable: true, description: 'Other readings' })
  @IsOptional()
  @ArrayMaxSize(MOST_CHANGES)
  @ValidateNested({ each: true })
  @Type(() => OtherChoiceInput)
  choices?: OtherChoiceInput[];

  @Field(() => [OtherRuleInput], { nullable: true, description: 'Other numbers' })
  @IsOptional()
  @ArrayMaxSize(MOST_CHANGES)
  @ValidateNested({ each: true })
  @Type(() => OtherRuleInput)
  rules?: OtherRuleInput[];
}
