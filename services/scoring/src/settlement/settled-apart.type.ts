import { Field, ObjectType } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import { READERS } from '@zhishou/platform/auth/roles';
import { TicketRef } from '@zhishou/platform/graphql/ticket-ref.type';

@ObjectType({
  description: 'A fault that the bureau’s judgement alone made covered: scored like any, and settled apart',
})
@Allow(...READERS)
export class SettledApart {
  @Field(() => TicketRef, { description: 'The fault' })
  ticket!: TicketRef;

  @Field(() => String, { description: 'The number of its ticket' })
  number!: string;

  @Field(() => String, { description: 'What has failed, in Chinese' })
  equipment!: string;

  @Field(() => Date, { description: 'When the bureau decided to have it covered' })
  judgedAt!: Date;

  @Field(() => Date, {
    nullable: true,
    description: 'When it was repaired; null: not yet, or by the carrier',
  })
  repairedAt!: Date | null;
}
