import { Field, ObjectType } from '@nestjs/graphql';
import { Attachment } from '@zhishou/attachments/attachment.entity';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import { READERS } from '@zhishou/platform/auth/roles';
import { Asset } from '../asset/asset.entity.js';

@ObjectType({ description: 'A photo of a record, and what it shows' })
@Allow(...READERS)
export class VisitPhoto {
  @Field(() => Asset, { nullable: true, description: 'Null for one of the visit as a whole' })
  asset!: Asset | null;

  @Field(() => String, {
    nullable: true,
    description: "The item's code in the contract's check-list; null for one of the visit as a whole",
  })
  item!: string | null;

  @Field(() => Attachment, { description: 'The picture, with the address of its bytes' })
  file!: Attachment;
}
