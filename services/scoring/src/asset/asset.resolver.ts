import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Month } from '@zhishou/platform/graphql/scalars';
import { AvailabilityService } from '../availability/availability.service.js';
import { Rate, rateOf } from '@zhishou/platform/graphql/rate.type';
import { Asset } from './asset.entity.js';

const AVAILABILITY =
  'One minus the share of its unit-time in period in which units were down: of a month not over, the time so far; ' +
  'full with nothing in period. Null for an item without units, which is never down by units.';

@Resolver(() => Asset)
export class AssetResolver {
  constructor(private readonly availabilities: AvailabilityService) {}

  @ResolveField(() => Rate, { nullable: true, description: AVAILABILITY })
  async availability(
    @Parent() { code }: Asset,
    @Args('month', { type: () => Month, description: 'One to come is full' }) month: string,
  ): Promise<Rate | null> {
    const exact = await this.availabilities.of(code, month);
    return exact && rateOf(exact);
  }
}
