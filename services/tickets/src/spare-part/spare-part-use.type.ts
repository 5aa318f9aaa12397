import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import { READERS } from '@zhishou/platform/auth/roles';

@ObjectType({ description: 'What a repair used of one spare part' })
@Allow(...READERS)
export class SparePartUse {
  sparePartId!: string;

  @Field(() => Int, { description: 'How many were taken from stock' })
  quantity!: number;
}
