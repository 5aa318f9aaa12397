import { Module } from '@nestjs/common';
import { ChassisModule } from '@zhishou/platform/chassis.module';
import { contractProviders } from '@zhishou/platform/contract/contract.providers';
import { TOLD_ENDS } from '@zhishou/platform/janitor/retention';
import { subgraphModule } from '@zhishou/platform/graphql/subgraph.module';
import { Asset } from './asset/asset.entity.js';
import { AssetResolver } from './asset/asset.resolver.js';
import { AvailabilityService } from './availability/availability.service.js';
import { SCORING_ENTITIES } from './database.js';
import { FactConsumer } from './fact/fact.consumer.js';
import { FactService } from './fact/fact.service.js';
import { ServiceEventResolver } from './service-event/service-event.resolver.js';
import { ServiceEventService } from './service-event/service-event.service.js';

@Module({
  imports: [
    ChassisModule.forService({
      process: 'scoring',
      service: 'scoring',
      entities: SCORING_ENTITIES,
      retention: [TOLD_ENDS],
    }),
    subgraphModule({ orphanedTypes: [Asset] }),
  ],
  providers: [
    ...contractProviders(),
    FactService,
    FactConsumer,
    AvailabilityService,
    AssetResolver,
    ServiceEventService,
    ServiceEventResolver,
  ],
})
export class ScoringModule {}
