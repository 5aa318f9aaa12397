import { Directive, Field, ID, ObjectType } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import { READERS } from '@zhishou/platform/auth/roles';

/** A ticket as scoring names one: by id; the tickets service fills in the rest. */
@ObjectType('Ticket')
@Directive('@key(fields: "id", resolvable: false)')
@Allow(...READERS)
export class TicketRef {
  @Field(() => ID)
  id!: string;
}
