import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Visit } from '../visit/visit.entity.js';
import { VisitService } from '../visit/visit.service.js';
import { Asset } from './asset.entity.js';

@Resolver(() => Asset)
export class AssetResolver {
  constructor(private readonly visits: VisitService) {}

  @ResolveField(() => Visit, {
    nullable: true,
    description: 'The latest visit with a signed record of this asset.',
  })
  lastInspection(@Parent() { code }: Asset): Promise<Visit | null> {
    return this.visits.lastInspection(code);
  }
}
