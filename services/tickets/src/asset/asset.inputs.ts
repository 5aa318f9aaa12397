import { ArgsType, Field, ID, InputType, Int } from '@nestjs/graphql';
import { OptionalText } from '@zhishou/platform/graphql/text.decorator';
import { IsBoolean, IsInt, IsOptional } from 'class-validator';

/** Exactly one of the two. */
@ArgsType()
export class AssetArgs {
  @Field(() => ID, { nullable: true })
  @IsOptional()
  id?: string;

  @OptionalText(60)
  code?: string;
}

@InputType()
export class AssetFilter {
  @Field(() => Int, { nullable: true })
  @IsOptional()
  @IsInt()
  listNo?: number;

  @Field(() => Boolean, { nullable: true })
  @IsOptional()
  @IsBoolean()
  majorScope?: boolean;

  /** part of a name, a code or a subsystem's name */
  @OptionalText(100)
  text?: string;
}
