import { Directive, Field, ObjectType } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import { READERS } from '@zhishou/platform/auth/roles';

/** The fault type of the tickets service, as far as inspections tell something of it. */
@ObjectType()
@Directive('@key(fields: "code")')
@Allow(...READERS)
export class FaultType {
  @Field(() => String)
  code!: string;
}
