import { ArgsType, Field, Int } from '@nestjs/graphql';
import { RequiredText } from '@zhishou/platform/graphql/text.decorator';
import { ArrayMaxSize, ArrayUnique, IsInt, IsOptional, Min } from 'class-validator';

/** What a form of a report knows before it is sent. */
@ArgsType()
export class LikelyRepeatsArgs {
  @RequiredText(60, 'Of the equipment to be reported')
  assetCode!: string;

  @Field(() => [Int], { nullable: true, description: 'Which units, where the contract tells them apart' })
  @IsOptional()
  @ArrayUnique()
  @ArrayMaxSize(1000)
  @IsInt({ each: true })
  @Min(1, { each: true })
  unitNumbers?: number[];
}

@ArgsType()
export class OpenFaultsArgs {
  @RequiredText(60, 'Of the equipment to be reported')
  assetCode!: string;
}
