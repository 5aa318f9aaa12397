import { Field, ID, InputType, Int } from '@nestjs/graphql';
import {
  EachText,
  IdempotencyKey,
  OptionalText,
  RequiredProse,
  RequiredText,
} from '@zhishou/platform/graphql/text.decorator';
import { folded } from '@zhishou/rules/folded';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsBoolean,
  IsInt,
  IsOptional,
  Max,
  Min,
  NotEquals,
} from 'class-validator';

/** More than a store of spare parts ever holds; far from what an int cannot. */
export const MAX_STOCK = 1_000_000;

@InputType({ description: 'Which spare parts' })
export class SparePartFilter {
  @OptionalText(100, 'Part of the code, the name or the model')
  text?: string;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Only those that are low, or only those that are not',
  })
  @IsOptional()
  @IsBoolean()
  low?: boolean;
}

@InputType({ description: 'A new spare part' })
export class RegisterSparePartInput {
  @RequiredText(60, 'No other spare part has it, however it is written')
  code!: string;

  @RequiredText(200, 'As the store calls it')
  name!: string;

  @RequiredText(200, 'As its maker calls it')
  model!: string;

  @Field(() => [String], { nullable: true, description: 'Codes of the equipment it is kept for' })
  @IsOptional()
  @ArrayMaxSize(200)
  @ArrayUnique((code: string) => folded(code), { message: 'names equipment twice' })
  @EachText(60)
  assetCodes?: string[];

  @RequiredText(20, 'What is counted: 台, 套, 根 …')
  unit!: string;

  @Field(() => Int, { description: 'How many there are now' })
  @IsInt()
  @Min(0)
  @Max(MAX_STOCK)
  stock!: number;

  @Field(() => Int, { description: 'Somebody is called when the stock falls to this or below' })
  @IsInt()
  @Min(0)
  @Max(MAX_STOCK)
  lowAt!: number;

  @IdempotencyKey()
  idempotencyKey?: string;
}

@InputType({ description: 'A correction of a stock' })
export class AdjustSpareStockInput {
  @Field(() => ID, { description: 'Such as spt_…' })
  sparePartId!: string;

  @Field(() => Int, { description: 'How many more, or, below 0, how many fewer' })
  @IsInt()
  @NotEquals(0, { message: 'is more or less than 0' })
  @Min(-MAX_STOCK)
  @Max(MAX_STOCK)
  change!: number;

  @RequiredProse(2000, 'Why: a delivery, a loss, a count')
  reason!: string;

  @IdempotencyKey()
  idempotencyKey?: string;
}

@InputType({ description: 'What a repair has used of one spare part' })
export class SparePartUseInput {
  @Field(() => ID, { description: 'Such as spt_…; each once' })
  sparePartId!: string;

  @Field(() => Int, { description: 'How many; no more than there are in stock' })
  @IsInt()
  @Min(1)
  @Max(MAX_STOCK)
  quantity!: number;
}
