import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Attachment } from '@zhishou/attachments/attachment.entity';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import { READERS } from '@zhishou/platform/auth/roles';
import { PersonRef } from '@zhishou/platform/people/person-ref.type';

@ObjectType({ description: 'What was done about a hazard; a new one whenever it was sent back' })
@Allow(...READERS)
export class Rectification {
  @Field(() => Int, { description: 'From 1' })
  round!: number;

  @Field(() => String, { description: 'What was done' })
  note!: string;

  @Field(() => PersonRef, { description: 'Who said so' })
  by!: PersonRef;

  @Field(() => Date, { description: 'When they said so' })
  at!: Date;

  @Field(() => [Attachment], { description: 'How it looks now' })
  photos!: Attachment[];
}
