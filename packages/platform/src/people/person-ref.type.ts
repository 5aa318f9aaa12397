import { Directive, Field, ID, ObjectType } from '@nestjs/graphql';
import { Allow } from '../auth/allow.decorator.js';
import { ALL_ROLES } from '../auth/roles.js';

/** A person as other services name one: by id; the directory fills in the rest. */
@ObjectType('Person')
@Directive('@key(fields: "id", resolvable: false)')
@Allow(...ALL_ROLES)
export class PersonRef {
  @Field(() => ID)
  id!: string;
}
