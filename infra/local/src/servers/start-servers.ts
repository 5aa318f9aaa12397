import { reservePorts } from '../root/ports.js';
import type { StackRoot } from '../root/stack-root.js';
import type { Step } from '../step.js';
import type { Supervisor } from '../supervisor/supervisor.js';
import { type GivenServers, givenServers } from '../tools/given-servers.js';
import { ensureTopics, pingKafka } from './kafka-admin.js';
import { kafkaServer } from './kafka.server.js';
import { ensureDatabase, pingPostgres, postgresServer, postgresUrl } from './postgres.server.js';
import { pingAddress } from './ping-address.js';
import { keepWorkflows, temporalServer } from './temporal.server.js';

const HEALTHY_WITHIN_MS = 120_000;
const PORTS = ['postgres', 'temporal', 'temporalUi', 'kafka', 'kafkaController'] as const;

/** The three servers a stack stands on. */
export interface Servers {
  /** of a superuser, naming the stack's own database */
  databaseUrl: string;
  temporalAddress: string;
  /** absent where Temporal is given */
  temporalUi?: string;
  kafkaBrokers: string;
  /** names and health of the servers the environment gave, which are used and not run */
  given: { name: string; health: () => Promise<void> }[];
}

export interface ServerOptions {
  root: StackRoot;
  supervisor: Supervisor;
  password: string;
  durable: boolean;
  step: Step;
  given?: GivenServers;
  /** what to do with the database while the other servers are still starting */
  onDatabase: (databaseUrl: string) => Promise<void>;
}

/** Starts PostgreSQL, Temporal and Kafka side by side, except for those given by the environment. */
export async function startServers(options: ServerOptions): Promise<Servers> {
  const given = options.given ?? givenServers();
  const ports = await reservePorts(options.root.portsFile, PORTS);
  const [databaseUrl, temporalAddress, kafkaBrokers] = await Promise.all([
    prepareDatabase(options, given.databaseUrl ?? startPostgres(options, ports.postgres)),
    given.temporalAddress ?? startTemporal(options, ports.temporal, ports.temporalUi),
    given.kafkaBrokers ?? startKafka(options, ports.kafka, ports.kafkaController),
  ]);
  await ensureTopics(kafkaBrokers);
  return {
    databaseUrl,
    temporalAddress,
    temporalUi: given.temporalAddress ? undefined : `http://127.0.0.1:${ports.temporalUi}`,
    kafkaBrokers,
    given: [
      ...(given.databaseUrl ? [{ name: 'postgres', health: () => pingPostgres(databaseUrl) }] : []),
      ...(given.temporalAddress ? [{ name: 'temporal', health: () => pingAddress(temporalAddress) }] : []),
      ...(given.kafkaBrokers ? [{ name: 'kafka', health: () => pingKafka(kafkaBrokers) }] : []),
    ],
  };
}

async function prepareDatabase(
  { onDatabase }: ServerOptions,
  started: string | Promise<string>,
): Promise<string> {
  const databaseUrl = await started;
  await onDatabase(databaseUrl);
  return databaseUrl;
}

async function startPostgres(
  { root, supervisor, password, durable, step }: ServerOptions,
  port: number,
): Promise<string> {
  const options = { root, port, password, durable };
  await step('postgres', async () => {
    await supervisor.start(await postgresServer(options)).untilHealthy(HEALTHY_WITHIN_MS);
    await ensureDatabase(options);
  });
  return postgresUrl(options);
}

async function startTemporal(
  { root, supervisor, step }: ServerOptions,
  port: number,
  uiPort: number,
): Promise<string> {
  const address = `127.0.0.1:${port}`;
  await step('temporal', async () => {
    await supervisor.start(temporalServer({ root, port, uiPort })).untilHealthy(HEALTHY_WITHIN_MS);
    await keepWorkflows(address);
  });
  return address;
}

async function startKafka(
  { root, supervisor, step }: ServerOptions,
  port: number,
  controllerPort: number,
): Promise<string> {
  await step('kafka', async (tell) => {
    await supervisor
      .start(await kafkaServer({ root, port, controllerPort }, tell))
      .untilHealthy(HEALTHY_WITHIN_MS);
  });
  return `127.0.0.1:${port}`;
}
