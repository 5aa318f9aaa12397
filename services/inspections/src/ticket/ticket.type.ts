import { Directive, Field, ID, ObjectType } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import { READERS } from '@zhishou/platform/auth/roles';

/** The ticket of the tickets service, as far as inspections tell something of it. */
@ObjectType()
@Directive('@key(fields: "id")')
@Allow(...READERS)
export class Ticket {
  @Field(() => ID)
  id!: string;
}
