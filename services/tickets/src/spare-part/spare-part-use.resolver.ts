import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { SparePartUse } from './spare-part-use.type.js';
import { SparePart } from './spare-part.entity.js';
import { SparePartService } from './spare-part.service.js';

@Resolver(() => SparePartUse)
export class SparePartUseResolver {
  constructor(private readonly parts: SparePartService) {}

  @ResolveField(() => SparePart, { description: 'What was taken' })
  sparePart(@Parent() { sparePartId }: SparePartUse): Promise<SparePart> {
    return this.parts.byId(sparePartId);
  }
}
