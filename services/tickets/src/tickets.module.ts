import { Module } from '@nestjs/common';
import { ChassisModule } from '@zhishou/platform/chassis.module';
import { contractProviders } from '@zhishou/platform/contract/contract.providers';
import { subgraphModule } from '@zhishou/platform/graphql/subgraph.module';
import { ProcessModule } from '@zhishou/platform/process/process.module';
import { AssetService } from './asset/asset.service.js';
import { AttachableTickets } from './attachment/attachable.tickets.js';
// here, because types stand in the schema in the order in which their classes are loaded
import { attachmentProviders } from '@zhishou/attachments/attachment.providers';
import { loadEquipment } from './contract/load-equipment.js';
import { EscalationService } from './escalation/escalation.service.js';
import { FindingConsumer } from './finding/finding.consumer.js';
import { FoundFaults } from './finding/found-faults.js';
import { IntakeService } from './intake/intake.service.js';
import { TicketFeed } from './live/ticket-feed.js';
import { LeaverTickets } from './process/leaver.tickets.js';
import { EarlierFaultService } from './repeat/earlier-fault.service.js';
import { RepeatFaults } from './repeat/repeat-faults.js';
import { SparePartService } from './spare-part/spare-part.service.js';
import { CorrectionService } from './step/correction.service.js';
import { EngineerService } from './step/engineer.service.js';
import { RepairService } from './step/repair.service.js';
import { StepService } from './step/step.service.js';
import { TicketHistory } from './ticket/ticket.history.js';
import { TicketService } from './ticket/ticket.service.js';
import { TICKETS_RETENTION } from './tickets.retention.js';
import { TICKETS_ENTITIES, TICKETS_SCHEMA } from './tickets.database.js';
import { TICKETS_RESOLVERS } from './tickets.resolvers.js';

@Module({
  imports: [
    ChassisModule.forService({
      process: 'tickets',
      service: TICKETS_SCHEMA,
      entities: TICKETS_ENTITIES,
      retention: TICKETS_RETENTION,
    }),
    ProcessModule,
    subgraphModule(),
  ],
  providers: [
    ...attachmentProviders({
      service: TICKETS_SCHEMA,
      kinds: [{ noun: 'ticket', prefix: 'tkt', subjects: AttachableTickets }],
    }),
    ...contractProviders(loadEquipment),
    ...TICKETS_RESOLVERS,
    AssetService,
    CorrectionService,
    EarlierFaultService,
    EngineerService,
    EscalationService,
    FindingConsumer,
    FoundFaults,
    IntakeService,
    LeaverTickets,
    RepairService,
    RepeatFaults,
    SparePartService,
    StepService,
    TicketFeed,
    TicketHistory,
    TicketService,
  ],
})
export class TicketsModule {}
