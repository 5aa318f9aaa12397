import { Directive, Field, ID, ObjectType } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import { READERS } from '@zhishou/platform/auth/roles';

/** A finding as tickets name one: by id; the inspections service fills in the rest. */
@ObjectType('Finding')
@Directive('@key(fields: "id", resolvable: false)')
@Allow(...READERS)
export class FindingRef {
  @Field(() => ID)
  id!: string;
}
