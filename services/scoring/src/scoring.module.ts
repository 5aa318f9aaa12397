import { Module } from '@nestjs/common';
import { ChassisModule } from '@zhishou/platform/chassis.module';
import { contractProviders } from '@zhishou/platform/contract/contract.providers';
import { noteKeptFrom } from '@zhishou/platform/contract/kept';
import { subgraphModule } from '@zhishou/platform/graphql/subgraph.module';
import { Asset } from './asset/asset.entity.js';
import { AssetResolver } from './asset/asset.resolver.js';
import { AvailabilityService } from './availability/availability.service.js';
import { SCORING_ENTITIES } from './database.js';
import { DocumentSubmissionResolver } from './due-document/document-submission.resolver.js';
import { BulletinService } from './due-document/bulletin.service.js';
import { DocumentChanges } from './due-document/document-changes.js';
import { GeneratedFiles } from './due-document/generated.files.js';
import { DueDocumentResolver } from './due-document/due-document.resolver.js';
import { DueDocumentService } from './due-document/due-document.service.js';
import { DueDocuments } from './due-document/due-documents.js';
import { DOCUMENT_PROVIDERS } from './document/document.providers.js';
import { FactConsumer } from './fact/fact.consumer.js';
import { FILE_PROVIDERS } from './file/file.providers.js';
import { FactService } from './fact/fact.service.js';
import { ProcessModule } from '@zhishou/platform/process/process.module';
import { SCORING_RETENTION } from './scoring.retention.js';
import { ServiceEventResolver } from './service-event/service-event.resolver.js';
import { ServiceEventService } from './service-event/service-event.service.js';
import { InstalmentResolver } from './instalment/instalment.resolver.js';
import { InstalmentService } from './instalment/instalment.service.js';
import { SettlementResolver } from './settlement/settlement.resolver.js';
import { SettlementRestResolver } from './settlement/settlement-rest.resolver.js';
import { SettlementService } from './settlement/settlement.service.js';
import { DashboardResolver } from './dashboard/dashboard.resolver.js';
import { DashboardService } from './dashboard/dashboard.service.js';
import { WhatIfResolver } from './what-if/what-if.resolver.js';
import { WhatIfService } from './what-if/what-if.service.js';
import { SheetComputer } from './computer/sheet.computer.js';
import { DeductionResolver } from './sheet/deduction.resolver.js';
import { PaperFieldsResolver } from './sheet/paper-fields.resolver.js';
import { PaperResolver } from './sheet/paper.resolver.js';
import { PaperService } from './sheet/paper.service.js';
import { SheetFieldsResolver } from './sheet/sheet-fields.resolver.js';
import { SheetResolver } from './sheet/sheet.resolver.js';
import { SheetService } from './sheet/sheet.service.js';

@Module({
  imports: [
    ChassisModule.forService({
      process: 'scoring',
      service: 'scoring',
      entities: SCORING_ENTITIES,
      retention: SCORING_RETENTION,
    }),
    ProcessModule,
    subgraphModule({ orphanedTypes: [Asset] }),
  ],
  providers: [
    ...contractProviders(noteKeptFrom),
    FactService,
    FactConsumer,
    AvailabilityService,
    AssetResolver,
    DueDocuments,
    DocumentChanges,
    GeneratedFiles,
    BulletinService,
    DueDocumentService,
    DueDocumentResolver,
    DocumentSubmissionResolver,
    ServiceEventService,
    ServiceEventResolver,
    InstalmentResolver,
    InstalmentService,
    SettlementResolver,
    SettlementRestResolver,
    SettlementService,
    SheetComputer,
    SheetService,
    DashboardResolver,
    DashboardService,
    WhatIfResolver,
    WhatIfService,
    SheetResolver,
    SheetFieldsResolver,
    DeductionResolver,
    PaperFieldsResolver,
    PaperResolver,
    PaperService,
    ...DOCUMENT_PROVIDERS,
    ...FILE_PROVIDERS,
  ],
})
export class ScoringModule {}
