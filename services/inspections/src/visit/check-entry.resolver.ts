import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Asset } from '../asset/asset.entity.js';
import { CheckEntry } from './check-entry.entity.js';

@Resolver(() => CheckEntry)
export class CheckEntryResolver {
  @ResolveField(() => Asset, { description: 'What was looked at' })
  asset(@Parent() entry: CheckEntry): Asset {
    return { code: entry.assetCode };
  }
}
