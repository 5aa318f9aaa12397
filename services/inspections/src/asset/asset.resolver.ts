import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Finding } from '../finding/finding.entity.js';
import { FindingService } from '../finding/finding.service.js';
import { Visit } from '../visit/visit.entity.js';
import { VisitService } from '../visit/visit.service.js';
import { Asset } from './asset.entity.js';

@Resolver(() => Asset)
export class AssetResolver {
  constructor(
    private readonly visits: VisitService,
    private readonly foundOn: FindingService,
  ) {}

  @ResolveField(() => Visit, {
    nullable: true,
    description: 'The visit made last among those with a signed record of this asset',
  })
  lastInspection(@Parent() { code }: Asset): Promise<Visit | null> {
    return this.visits.lastInspection(code);
  }

  @ResolveField(() => [Finding], { description: 'What inspections turned up on it, the latest first' })
  findings(@Parent() { code }: Asset): Promise<Finding[]> {
    return this.foundOn.ofAsset(code);
  }
}
