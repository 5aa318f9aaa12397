import { Field, ID, InputType } from '@nestjs/graphql';
import { IdempotencyKey, OptionalText } from '@zhishou/platform/graphql/text.decorator';

@InputType({ description: 'A shift as it is to be' })
export class SetDutyShiftInput {
  @Field(() => ID, { nullable: true, description: 'the shift to change; without it a new one' })
  shiftId?: string;

  @Field(() => ID, {
    description: 'Who is on duty: a supervisor, an admin, or a person of the provider with an NDA',
  })
  personId!: string;

  @Field(() => Date, { description: 'The beginning, included; at most two years away' })
  startsAt!: Date;

  @Field(() => Date, { description: 'The end, not included; at most seven days after the beginning' })
  endsAt!: Date;

  @OptionalText(200, 'What whoever reads the roster should know')
  note?: string;

  @IdempotencyKey()
  idempotencyKey?: string;
}

@InputType({ description: 'Which shift to take off the roster' })
export class RemoveDutyShiftInput {
  @Field(() => ID, { description: 'Such as dty_…' })
  shiftId!: string;

  @IdempotencyKey()
  idempotencyKey?: string;
}
