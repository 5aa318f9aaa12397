import { Inject, Module } from '@nestjs/common';
import type {
  BeforeApplicationShutdown,
  DynamicModule,
  OnApplicationBootstrap,
  OnApplicationShutdown,
  Provider,
  Type,
} from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { RefusalAudit } from './audit/refusals.js';
import { createTokenVerifier } from './auth/token.js';
import { dataSourceOptions } from './db/data-source.js';
import { TwoPools } from './db/two-pools.js';
import { readChassisEnv } from './chassis.env.js';
import type { ChassisSettings } from './chassis.env.js';
import { createBroker } from './kafka/kafka.js';
import type { Broker } from './kafka/kafka.js';
import { createLogger } from './log.js';
import type { Logger } from './log.js';
import { Janitor } from './janitor/janitor.js';
import type { Retention } from './janitor/retention.js';
import { OutboxRelay } from './outbox/relay.js';
import { consumePeople } from './people/people.consumer.js';
import { PeopleService } from './people/people.service.js';
import { PersonProjection } from './people/person.entity.js';
import { StandingSource } from './people/standing.js';
import { BROKER, LOGGER, TOKEN_VERIFIER } from './tokens.js';

type EntityClass = new () => object;

export interface ChassisParts {
  /** name of the process in logs and at Kafka */
  process: string;
  /** name of the service: its schema and its consumer groups */
  service: string;
  entities: EntityClass[];
  /** what the service keeps for some time only, beside what every service does */
  retention?: readonly Retention[];
  /** the directory's own answer to who stands how; every other service keeps a projection of people */
  standing?: Type<StandingSource>;
}

const RETRY_MS = 1_000;

const SETTINGS = Symbol('ChassisSettings');
const PARTS = Symbol('ChassisParts');

/**
 * What every service stands on, injectable everywhere: DataSource, LOGGER, BROKER, TOKEN_VERIFIER, StandingSource,
 * PeopleService, RefusalAudit, and the running outbox relay. Waits for PostgreSQL at boot; Kafka may come later.
 */
@Module({})
export class ChassisModule
  implements OnApplicationBootstrap, BeforeApplicationShutdown, OnApplicationShutdown
{
  private readonly relay: OutboxRelay;
  private readonly janitor: Janitor;

  constructor(
    @Inject(PARTS) private readonly parts: ChassisParts,
    @Inject(SETTINGS) settings: ChassisSettings,
    @Inject(LOGGER) logger: Logger,
    @Inject(BROKER) private readonly broker: Broker,
    private readonly dataSource: DataSource,
  ) {
    this.relay = new OutboxRelay({
      databaseUrl: settings.databaseUrl,
      schema: parts.service,
      broker,
      logger,
    });
    this.janitor = new Janitor(dataSource, logger, parts.retention);
  }

  static forService(parts: ChassisParts): DynamicModule {
    const { standing } = parts;
    const people = standing
      ? [standing, { provide: StandingSource, useExisting: standing }]
      : [PROJECTED_PEOPLE, { provide: StandingSource, useExisting: PeopleService }];
    const providers: Provider[] = [
      { provide: PARTS, useValue: parts },
      { provide: SETTINGS, useFactory: () => readChassisEnv(standing !== undefined) },
      { provide: LOGGER, useFactory: () => createLogger(parts.process) },
      { provide: BROKER, inject: [SETTINGS, LOGGER], useFactory: brokerOf(parts.process) },
      { provide: TOKEN_VERIFIER, inject: [SETTINGS], useFactory: createTokenVerifier },
      RefusalAudit,
      ...people,
    ];
    const database = TypeOrmModule.forRootAsync({
      useFactory: () => ({ retryAttempts: Number.POSITIVE_INFINITY, retryDelay: RETRY_MS }),
      dataSourceFactory: () => openTwoPools(parts),
    });
    return { module: ChassisModule, global: true, imports: [database], providers, exports: providers };
  }

  onApplicationBootstrap(): void {
    this.relay.start();
    this.janitor.start();
    if (this.parts.standing === undefined) consumePeople(this.broker, this.dataSource, this.parts.service);
  }

  /** Every consumer at once: each may have to wait out the poll it is in. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all([this.broker.stopConsumers(), this.janitor.stop()]);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.relay.stop();
    await this.broker.close();
  }
}

const PROJECTED_PEOPLE: Provider = {
  provide: PeopleService,
  inject: [DataSource, SETTINGS, LOGGER],
  useFactory: (dataSource: DataSource, settings: ChassisSettings, logger: Logger) =>
    new PeopleService(dataSource, settings.directoryUrl, logger),
};

const brokerOf = (clientId: string) => (settings: ChassisSettings, logger: Logger) =>
  createBroker({ brokers: settings.brokers, clientId, logger });

function openTwoPools(parts: ChassisParts): Promise<DataSource> {
  const options = dataSourceOptions({ schema: parts.service, entities: entitiesOf(parts) });
  const { databaseReaders: readers } = readChassisEnv(parts.standing !== undefined);
  return new TwoPools({ ...options, applicationName: parts.process }, { readers }).initialize();
}

function entitiesOf({ entities, standing }: ChassisParts): EntityClass[] {
  return standing === undefined ? [...entities, PersonProjection] : entities;
}
