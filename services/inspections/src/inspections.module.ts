import { Module } from '@nestjs/common';
import { ChassisModule } from '@zhishou/platform/chassis.module';
import { TOLD_ENDS } from '@zhishou/platform/janitor/retention';
import { subgraphModule } from '@zhishou/platform/graphql/subgraph.module';
import { AssetResolver } from './asset/asset.resolver.js';
import { CheckEntry } from './visit/check-entry.entity.js';
import { CheckEntryResolver } from './visit/check-entry.resolver.js';
import { Visit } from './visit/visit.entity.js';
import { VisitResolver } from './visit/visit.resolver.js';
import { VisitService } from './visit/visit.service.js';

@Module({
  imports: [
    ChassisModule.forService({
      process: 'inspections',
      service: 'inspections',
      entities: [Visit, CheckEntry],
      retention: [TOLD_ENDS],
    }),
    subgraphModule(),
  ],
  providers: [VisitService, VisitResolver, CheckEntryResolver, AssetResolver],
})
export class InspectionsModule {}
