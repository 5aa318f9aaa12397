import { ExpectedError } from '../expected-error.js';
import { reservePorts } from '../root/ports.js';
import type { Secrets } from '../root/secrets.js';
import { attachmentsOf, auditHeadsFile, type StackRoot } from '../root/stack-root.js';
import { openStack, type OpenOptions, type OpenStack } from '../stack/open-stack.js';
import { writeStackFile, type StackFile } from '../stack/stack-file.js';
import type { Servers } from '../servers/start-servers.js';
import type { Stack } from '../stack/stack.js';
import type { Step } from '../step.js';
import { ACCOUNT_NAMES, demoAccounts } from './accounts.js';
import { CATALOGUE, MIGRATIONS, type ProcessSpec } from './catalogue.js';
import { type ChosenContracts, chooseContracts } from './contract.js';
import { prepareDatabase } from './prepare-database.js';
import { processPart } from './process-part.js';
import { addressOf, type World } from './world.js';

const HEALTHY_WITHIN_MS = 180_000;

export interface SystemOptions extends OpenOptions {
  /** a folder a contract */
  contracts: readonly string[];
  /** the signing day (YYYY-MM-DD) of the only one, where it is not the folder's own */
  signedOn?: string;
  /** prepares the database when the processes start, not while the servers do: who wants bare servers needs neither */
  prepareLate?: boolean;
  /** what is done with the database before any process runs on it; its address is a superuser's */
  onPrepared?: (databaseUrl: string) => Promise<void>;
  /** processes left out */
  without: readonly string[];
  /** addresses told of every escalation */
  webhooks: readonly string[];
  /** modules that a process loads before its own, by the process's name: how tests change its surroundings */
  preloads?: Readonly<Record<string, string>>;
  /** told of the healthy system before anybody else is */
  onReady?: (system: RunningSystem) => void;
}

/** The whole system, healthy. */
export interface RunningSystem {
  stack: Stack;
  root: StackRoot;
  file: StackFile;
  /** webhook address → the secret its messages are signed with */
  webhookSecrets: Record<string, string>;
}

/** A system whose servers run and whose database is ready; `start` brings up the processes. */
export interface OpenSystem {
  servers: Servers;
  start: () => Promise<RunningSystem>;
}

/** Brings up servers and processes and waits until every one is healthy. */
export async function startSystem(options: SystemOptions): Promise<RunningSystem> {
  const { start } = await openSystem(options);
  return start();
}

/** Brings up the servers and prepares the database, and answers how to go on from there. */
export async function openSystem(options: SystemOptions): Promise<OpenSystem> {
  const processes = chosenProcesses(options.without);
  const noted = { change: (): void => undefined };
  const contracts = chooseContracts(options.contracts, options.signedOn);
  await options.step('contract', () => contracts.note);
  const prepare = (databaseUrl: string, secrets: Secrets): Promise<void> =>
    prepareDatabase(databaseUrl, secrets, options.step);
  const opened = await openStack(options, {
    secretNames: { services: Object.keys(MIGRATIONS), accounts: ACCOUNT_NAMES, webhooks: options.webhooks },
    onChange: () => noted.change(),
    onDatabase: options.prepareLate ? () => Promise.resolve() : prepare,
  });
  const start = async (): Promise<RunningSystem> => {
    try {
      if (options.prepareLate) await prepare(opened.servers.databaseUrl, opened.secrets);
      await options.onPrepared?.(opened.servers.databaseUrl);
      const world = await buildWorld(opened, contracts, options);
      await startProcesses(processes, world, opened, options.step);
      const describe = (): StackFile => stackFileOf(world, opened);
      noted.change = () => writeStackFile(opened.root.stackFile, describe());
      noted.change();
      const { secrets, stack, root } = opened;
      const webhookSecrets = pick(secrets.webhooks, options.webhooks);
      const system = { stack, root, file: describe(), webhookSecrets };
      options.onReady?.(system);
      opened.ready();
      return system;
    } catch (error) {
      await opened.stack.closeDown();
      throw error;
    }
  };
  return { servers: opened.servers, start };
}

function chosenProcesses(without: readonly string[]): ProcessSpec[] {
  const names = CATALOGUE.map(({ name }) => name);
  const unknown = without.find((name) => !names.includes(name));
  if (unknown)
    throw new ExpectedError(`--without ${unknown}: there is no such process. Known: ${names.join(', ')}.`);
  return CATALOGUE.filter(({ name }) => !without.includes(name));
}

async function buildWorld(
  opened: OpenStack,
  contracts: ChosenContracts,
  { webhooks, preloads }: SystemOptions,
): Promise<World> {
  const { root, servers, secrets } = opened;
  const names = CATALOGUE.map(({ name }) => name);
  const ports = await reservePorts(root.portsFile, names);
  const attachments = attachmentsOf(root);
  const auditHeads = auditHeadsFile(root);
  return { servers, secrets, ports, contracts, webhooks, preloads, attachments, auditHeads };
}

async function startProcesses(
  processes: ProcessSpec[],
  world: World,
  { root, supervisor }: OpenStack,
  step: Step,
): Promise<void> {
  await step('processes', async (tell) => {
    const starting = new Set(processes.map(({ name }) => name));
    const parts = processes.map((spec) => supervisor.start(processPart(root, spec, world)));
    await Promise.all(
      parts.map(async (part) => {
        await part.untilHealthy(HEALTHY_WITHIN_MS);
        starting.delete(part.part.name);
        if (starting.size > 0) tell(`${part.part.name} is healthy, waiting for ${[...starting].join(', ')}`);
      }),
    );
    return `${parts.length} healthy`;
  });
}

function stackFileOf(world: World, { supervisor, secrets, servers }: OpenStack): StackFile {
  const gateway = addressOf(world, 'gateway');
  return {
    graphql: `${gateway}/graphql`,
    health: `${gateway}/health/ready`,
    temporal: servers.temporalAddress,
    temporalUi: servers.temporalUi,
    postgres: servers.databaseUrl,
    kafka: servers.kafkaBrokers,
    processes: supervisor
      .all()
      .flatMap(({ pid, part }) => (pid === undefined ? [] : [{ name: part.name, pid, log: part.log }])),
    accounts: demoAccounts(secrets).map(({ username, password, role }) => ({ username, password, role })),
  };
}

const pick = (from: Record<string, string>, names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, from[name]!]));
