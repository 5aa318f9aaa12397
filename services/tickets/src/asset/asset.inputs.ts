import { ArgsType, Field, ID, InputType, Int } from '@nestjs/graphql';
import { OptionalText } from '@zhishou/platform/graphql/text.decorator';
import { IsBoolean, IsInt, IsOptional } from 'class-validator';

/** Exactly one of the two. */
@ArgsType()
export class AssetArgs {
  @Field(() => ID, { nullable: true, description: 'Such as ast_…' })
  @IsOptional()
  id?: string;

  @OptionalText(60, 'Such as L1-S1-02, however it is written')
  code?: string;
}

@InputType({ description: 'Which equipment' })
export class AssetFilter {
  @Field(() => Int, { nullable: true, description: "Number of the contract's list" })
  @IsOptional()
  @IsInt()
  listNo?: number;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Only what the contract names where it defines a major fault, or only the rest',
  })
  @IsOptional()
  @IsBoolean()
  majorScope?: boolean;

  @OptionalText(100, "Part of the name, the code or the subsystem's name")
  text?: string;
}
