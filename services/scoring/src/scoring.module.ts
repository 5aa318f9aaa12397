import { Module } from '@nestjs/common';
import { ChassisModule } from '@zhishou/platform/chassis.module';
import { subgraphModule } from '@zhishou/platform/graphql/subgraph.module';
import { Asset } from './asset/asset.entity.js';
import { AssetResolver } from './asset/asset.resolver.js';
import { AvailabilityService } from './availability/availability.service.js';
import { contractProvider } from './contract/contract.provider.js';
import { FactConsumer } from './fact/fact.consumer.js';
import { FactService } from './fact/fact.service.js';

@Module({
  imports: [
    ChassisModule.forService({ process: 'scoring', service: 'scoring', entities: [] }),
    subgraphModule({ orphanedTypes: [Asset] }),
  ],
  providers: [contractProvider, FactService, FactConsumer, AvailabilityService, AssetResolver],
})
export class ScoringModule {}
