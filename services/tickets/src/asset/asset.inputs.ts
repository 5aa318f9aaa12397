import { Field, InputType, Int } from '@nestjs/graphql';
import { OptionalText } from '@zhishou/platform/graphql/text.decorator';
import { IsBoolean, IsInt, IsOptional } from 'class-validator';

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
