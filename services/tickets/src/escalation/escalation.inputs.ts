import { Field, ID, InputType } from '@nestjs/graphql';
import { IdempotencyKey, OptionalProse } from '@zhishou/platform/graphql/text.decorator';
import { IsBoolean, IsOptional } from 'class-validator';

@InputType()
export class EscalationFilter {
  @Field(() => Boolean, { nullable: true })
  @IsOptional()
  @IsBoolean()
  acknowledged?: boolean;
}

@InputType()
export class AckInput {
  @Field(() => ID)
  escalationId!: string;

  @OptionalProse(2000)
  note?: string;

  @IdempotencyKey()
  idempotencyKey?: string;
}
