import { Field, ID, InputType } from '@nestjs/graphql';
import { IdempotencyKey, OptionalText } from '@zhishou/platform/graphql/text.decorator';

@InputType()
export class SetDutyShiftInput {
  @Field(() => ID, { nullable: true, description: 'the shift to change; without it a new one' })
  shiftId?: string;

  @Field(() => ID)
  personId!: string;

  @Field(() => Date)
  startsAt!: Date;

  @Field(() => Date)
  endsAt!: Date;

  @OptionalText(200)
  note?: string;

  @IdempotencyKey()
  idempotencyKey?: string;
}

@InputType()
export class RemoveDutyShiftInput {
  @Field(() => ID)
  shiftId!: string;

  @IdempotencyKey()
  idempotencyKey?: string;
}
