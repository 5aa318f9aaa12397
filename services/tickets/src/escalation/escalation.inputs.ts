import { Field, ID, InputType } from '@nestjs/graphql';
import { IdempotencyKey, OptionalProse } from '@zhishou/platform/graphql/text.decorator';
import { IsBoolean, IsOptional } from 'class-validator';

@InputType({ description: 'Which calls' })
export class EscalationFilter {
  @Field(() => Boolean, {
    nullable: true,
    description:
      'true: those that somebody has acknowledged; false: those that are open, which are neither acknowledged nor ' +
      'withdrawn, and whose ticket is neither closed nor cancelled nor judged not covered',
  })
  @IsOptional()
  @IsBoolean()
  acknowledged?: boolean;
}

@InputType({ description: 'A call that was heard' })
export class AckInput {
  @Field(() => ID, { description: 'Such as esc_…' })
  escalationId!: string;

  @OptionalProse(2000, 'What will be done about it')
  note?: string;

  @IdempotencyKey()
  idempotencyKey?: string;
}
