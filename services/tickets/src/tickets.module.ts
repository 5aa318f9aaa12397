import { Inject, Module, type OnApplicationShutdown, type Provider } from '@nestjs/common';
import { Client } from '@temporalio/client';
import { ChassisModule } from '@zhishou/platform/chassis.module';
import { loadContract } from '@zhishou/platform/contract/load-contract';
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
import { ContractInForce } from './contract/contract-in-force.js';
import { ContractStore } from './contract/contract.store.js';
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
import { contractEnv } from './tickets.env.js';
import { TICKETS_RESOLVERS } from './tickets.resolvers.js';

export const TEMPORAL = Symbol('TemporalLink');

const CONTRACT: Provider[] = [
  { provide: ContractStore, inject: [DataSource], useFactory: (db: DataSource) => new ContractStore(db) },
  {
    provide: ContractInForce,
    inject: [ContractStore],
    useFactory: async (store: ContractStore) => {
      const { folder, signedOn } = contractEnv();
      const contract = loadContract(folder, { signedOn });
      await store.load(contract);
      return new ContractInForce(contract);
    },
  },
];

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
    ...CONTRACT,
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
