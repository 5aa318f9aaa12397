import { Module } from '@nestjs/common';
import { ChassisModule } from '@zhishou/platform/chassis.module';
import { contractProviders } from '@zhishou/platform/contract/contract.providers';
import { subgraphModule } from '@zhishou/platform/graphql/subgraph.module';
import { ProcessModule } from '@zhishou/platform/process/process.module';
import { AssetResolver } from './asset/asset.resolver.js';
import { CallResolver } from './call/call.resolver.js';
import { CallService } from './call/call.service.js';
import { CloseCycleService } from './cycle/close-cycle.service.js';
import { CoverageService } from './cycle/coverage.service.js';
import { CycleReportsResolver } from './cycle/cycle-reports.resolver.js';
import { CycleResolver } from './cycle/cycle.resolver.js';
import { CycleService } from './cycle/cycle.service.js';
import { noteKeptFrom } from '@zhishou/platform/contract/kept';
import { DOCUMENT_PROVIDERS } from './document/document.providers.js';
import { FaultsConsumer } from './fault/faults.consumer.js';
import { FindingResolver } from './finding/finding.resolver.js';
import { FindingService } from './finding/finding.service.js';
import { ReportedFaultsConsumer } from './finding/reported-faults.consumer.js';
import { GuaranteeRosterService } from './guarantee/guarantee-roster.service.js';
import { GuaranteeShiftResolver } from './guarantee/guarantee-shift.resolver.js';
import { GuaranteeMutationsResolver } from './guarantee/guarantee.mutations.resolver.js';
import { GuaranteeResolver } from './guarantee/guarantee.resolver.js';
import { GuaranteeService } from './guarantee/guarantee.service.js';
import { RosterWatch } from './guarantee/roster.watch.js';
import { RectificationResolver } from './hazard/rectification.resolver.js';
import { HazardService } from './hazard/hazard.service.js';
import { INSPECTIONS_ENTITIES, INSPECTIONS_SCHEMA } from './inspections.database.js';
import { INSPECTIONS_RETENTION } from './inspections.retention.js';
import { JointTestResolver } from './joint-test/joint-test.resolver.js';
import { JointTestService } from './joint-test/joint-test.service.js';
import { PHOTO_PROVIDERS } from './photo/photo.providers.js';
import { CycleFeed } from './live/cycle-feed.js';
import { LiveResolver } from './live/live.resolver.js';
import { MeasureFieldsResolver } from './measure/measure-fields.resolver.js';
import { MeasureResolver } from './measure/measure.resolver.js';
import { MeasureService } from './measure/measure.service.js';
import { PlanResolver } from './plan/plan.resolver.js';
import { PlanService } from './plan/plan.service.js';
import { FaultType } from './reference/fault-type.type.js';
import { REFERENCE_PROVIDERS } from './reference/reference.providers.js';
import { RecordResolver } from './record/record.resolver.js';
import { RecordService } from './record/record.service.js';
import { ClosedFaultsConsumer } from './review/closed-faults.consumer.js';
import { ReviewResolver } from './review/review.resolver.js';
import { ReviewService } from './review/review.service.js';
import { SummaryResolver } from './summary/summary.resolver.js';
import { SummaryService } from './summary/summary.service.js';
import { TicketResolver } from './ticket/ticket.resolver.js';
import { CheckEntryResolver } from './visit/check-entry.resolver.js';
import { ChecklistResolver } from './visit/checklist.resolver.js';
import { VisitResolver } from './visit/visit.resolver.js';
import { VisitService } from './visit/visit.service.js';
import { AlarmWatch } from './alarm/alarm.watch.js';

@Module({
  imports: [
    ChassisModule.forService({
      process: 'inspections',
      service: INSPECTIONS_SCHEMA,
      entities: INSPECTIONS_ENTITIES,
      retention: INSPECTIONS_RETENTION,
    }),
    ProcessModule,
    subgraphModule({ orphanedTypes: [FaultType] }),
  ],
  providers: [
    ...contractProviders(noteKeptFrom),
    ...DOCUMENT_PROVIDERS,
    ...PHOTO_PROVIDERS,
    ...REFERENCE_PROVIDERS,
    AlarmWatch,
    AssetResolver,
    CallResolver,
    CallService,
    CheckEntryResolver,
    CloseCycleService,
    ClosedFaultsConsumer,
    CoverageService,
    CycleFeed,
    CycleReportsResolver,
    CycleResolver,
    CycleService,
    FaultsConsumer,
    FindingResolver,
    FindingService,
    GuaranteeMutationsResolver,
    GuaranteeResolver,
    GuaranteeRosterService,
    GuaranteeService,
    GuaranteeShiftResolver,
    HazardService,
    JointTestResolver,
    JointTestService,
    LiveResolver,
    MeasureFieldsResolver,
    MeasureResolver,
    MeasureService,
    PlanResolver,
    PlanService,
    RecordResolver,
    RecordService,
    RectificationResolver,
    ReportedFaultsConsumer,
    ReviewResolver,
    ReviewService,
    RosterWatch,
    SummaryResolver,
    SummaryService,
    TicketResolver,
    ChecklistResolver,
    VisitResolver,
    VisitService,
  ],
})
export class InspectionsModule {}
