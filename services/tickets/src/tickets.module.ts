import { Inject, Module, type OnApplicationShutdown, type Provider } from '@nestjs/common';
import { Client } from '@temporalio/client';
import { ChassisModule } from '@zhishou/platform/chassis.module';
import { contractProviders } from '@zhishou/platform/contract/contract.providers';
import { subgraphModule } from '@zhishou/platform/graphql/subgraph.module';
import type { Logger } from '@zhishou/platform/log';
import { DatabaseClock } from '@zhishou/platform/process/database-clock';
import { ProcessStarter } from '@zhishou/platform/process/process.starter';
import { StartQueue } from '@zhishou/platform/process/start.queue';
import { StepSender } from '@zhishou/platform/process/step.sender';
import { StepTaker } from '@zhishou/platform/process/step.taker';
import { StepUpdates } from '@zhishou/platform/process/step.updates';
import { connectTemporal, type TemporalLink } from '@zhishou/platform/temporal/client';
import { temporalEnv } from '@zhishou/platform/temporal/temporal.env';
import { LOGGER } from '@zhishou/platform/tokens';
import { DataSource } from 'typeorm';
import { AssetService } from './asset/asset.service.js';
import { AttachableTickets } from './attachment/attachable.tickets.js';
// here, because types stand in the schema in the order in which their classes are loaded
import { attachmentProviders } from '@zhishou/attachments/attachment.providers';
import { loadEquipment } from './contract/load-equipment.js';
import { EscalationService } from './escalation/escalation.service.js';
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

export const TEMPORAL = Symbol('TemporalLink');

const PROCESS: Provider[] = [
  { provide: TEMPORAL, useFactory: () => connectTemporal(temporalEnv()) },
  { provide: Client, inject: [TEMPORAL], useFactory: (temporal: TemporalLink) => temporal.client },
  {
    provide: ProcessStarter,
    inject: [DataSource, Client, LOGGER],
    useFactory: (db: DataSource, client: Client, log: Logger) => new ProcessStarter(db, client, log),
  },
];

@Module({
  imports: [
    ChassisModule.forService({
      process: 'tickets',
      service: TICKETS_SCHEMA,
      entities: TICKETS_ENTITIES,
      retention: TICKETS_RETENTION,
    }),
    subgraphModule(),
  ],
  providers: [
    ...attachmentProviders({ service: TICKETS_SCHEMA, noun: 'ticket', subjects: AttachableTickets }),
    ...contractProviders(loadEquipment),
    ...PROCESS,
    ...TICKETS_RESOLVERS,
    AssetService,
    CorrectionService,
    DatabaseClock,
    EarlierFaultService,
    EngineerService,
    EscalationService,
    IntakeService,
    LeaverTickets,
    RepairService,
    RepeatFaults,
    SparePartService,
    StartQueue,
    StepSender,
    StepService,
    StepTaker,
    StepUpdates,
    TicketFeed,
    TicketHistory,
    TicketService,
  ],
})
export class TicketsModule implements OnApplicationShutdown {
  constructor(@Inject(TEMPORAL) private readonly temporal: TemporalLink) {}

  async onApplicationShutdown(): Promise<void> {
    await this.temporal.close();
  }
}
