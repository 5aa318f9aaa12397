import { Field, ObjectType } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import { READERS } from '@zhishou/platform/auth/roles';
import type { Span } from '@zhishou/rules/month';

@ObjectType({ description: 'A time of a guarantee task without anybody' })
@Allow(...READERS)
export class GuaranteeGap {
  @Field(() => Date, { description: 'Since when there is nobody' })
  from!: Date;

  @Field(() => Date, { description: 'Until when there is nobody' })
  to!: Date;
}

export const toGap = ({ from, to }: Span): GuaranteeGap => ({ from: new Date(from), to: new Date(to) });
