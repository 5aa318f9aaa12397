import { Inject, Module, type OnApplicationShutdown, type Provider } from '@nestjs/common';
import { Client } from '@temporalio/client';
import { DataSource } from 'typeorm';
import type { Logger } from '../log.js';
import { connectTemporal, TEMPORAL, type TemporalLink } from '../temporal/client.js';
import { temporalEnv } from '../temporal/temporal.env.js';
import { LOGGER } from '../tokens.js';
import { DatabaseClock } from './database-clock.js';
import { ProcessStarter } from './process.starter.js';
import { StartQueue } from './start.queue.js';
import { StepSender } from './step.sender.js';
import { StepTaker } from './step.taker.js';
import { StepUpdates } from './step.updates.js';

const PROVIDERS: Provider[] = [
  { provide: TEMPORAL, useFactory: () => connectTemporal(temporalEnv()) },
  { provide: Client, inject: [TEMPORAL], useFactory: (temporal: TemporalLink) => temporal.client },
  {
    provide: ProcessStarter,
    inject: [DataSource, Client, LOGGER],
    useFactory: (db: DataSource, client: Client, log: Logger) => new ProcessStarter(db, client, log),
  },
  DatabaseClock,
  StartQueue,
  StepSender,
  StepTaker,
  StepUpdates,
];

/** How a service whose cases workflows carry starts them and takes their steps. */
@Module({ providers: PROVIDERS, exports: PROVIDERS })
export class ProcessModule implements OnApplicationShutdown {
  constructor(@Inject(TEMPORAL) private readonly temporal: TemporalLink) {}

  async onApplicationShutdown(): Promise<void> {
    await this.temporal.close();
  }
}
