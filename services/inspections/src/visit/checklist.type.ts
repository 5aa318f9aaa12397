import { Field, ObjectType } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import { READERS } from '@zhishou/platform/auth/roles';
import { Asset } from '../asset/asset.entity.js';

@ObjectType('ChecklistItem', { description: "An item of the contract's check-list" })
@Allow(...READERS)
export class ChecklistItemType {
  @Field(() => String, { description: 'By which a record names it' })
  code!: string;

  @Field(() => String, { description: 'What is looked at' })
  title!: string;

  @Field(() => String, { description: 'The clause that asks for it' })
  clause!: string;

  @Field(() => Boolean, { description: 'NOT_APPLICABLE is no answer to it' })
  mandatory!: boolean;
}

@ObjectType({ description: 'What the record of a visit has to say of an asset' })
@Allow(...READERS)
export class AssetChecklist {
  @Field(() => Asset, { description: 'The equipment that is looked at' })
  asset!: Asset;

  @Field(() => [ChecklistItemType], { description: 'The items that are asked of it, in their order' })
  items!: ChecklistItemType[];
}
