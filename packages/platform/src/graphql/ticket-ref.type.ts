import { Directive, Field, ID, ObjectType } from '@nestjs/graphql';
import { Allow } from '../auth/allow.decorator.js';
import { READERS } from '../auth/roles.js';

/** A ticket as other services name one: by id; the tickets service fills in the rest. */
@ObjectType('Ticket')
@Directive('@key(fields: "id", resolvable: false)')
@Allow(...READERS)
export class TicketRef {
  @Field(() => ID)
  id!: string;
}
