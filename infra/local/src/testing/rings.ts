import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { REPOSITORY } from '../root/repository.js';
import { reservePorts } from '../root/ports.js';
import { stackRoot } from '../root/stack-root.js';
import type { LocalStack } from '../stack/local-stack.js';
import { startServersOnly } from '../stack/start-servers-only.js';
import type { Step } from '../step.js';
import { startSystem, type SystemOptions } from '../system/start-system.js';
import { givenServers } from '../tools/given-servers.js';
import { venvProgram } from '../tools/python.js';
import { installS3Proxy } from '../tools/s3proxy.js';

/** What a ring of tests finds running: the variables it is told by, and how it ends. */
export interface Surroundings {
  env: Record<string, string>;
  /** files of tests that may run side by side, where not the usual number */
  workers?: number;
  end: () => Promise<void>;
}

type BringUp = (step: Step, onOpen: (stack: LocalStack) => void) => Promise<Surroundings>;

export const NOTHING_TO_END = (): Promise<void> => Promise.resolve();

/** The rings of tests, innermost first; each is a project of jest.config.mjs. */
export const RINGS: Record<string, BringUp> = {
  unit: () => Promise.resolve({ env: {}, end: NOTHING_TO_END }),
  workflow: () => Promise.resolve({ env: testServer(), end: NOTHING_TO_END }),
  integration: async (step, onOpen) => {
    const s3 = await s3Server(step);
    const { stack, servers } = await startServersOnly({ folder: folderOf('servers'), step, onOpen });
    const { databaseUrl, temporalAddress, kafkaBrokers } = servers;
    const env = {
      DATABASE_URL: databaseUrl,
      TEMPORAL_ADDRESS: temporalAddress,
      KAFKA_BROKERS: kafkaBrokers,
      S3_SERVER: JSON.stringify(s3),
      ...testServer(),
    };
    return { env, end: () => stack.stop() };
  },
  e2e: (step, onOpen) => wholeSystem({ folder: folderOf('system'), step, onOpen }),
  chaos: async (step, onOpen) => {
    const folder = folderOf('chaos');
    const clocks = join(folder, 'clocks');
    rmSync(clocks, { recursive: true, force: true });
    mkdirSync(clocks, { recursive: true });
    const preloads = Object.fromEntries(CLOCKED.map((name) => [name, wrongClock(join(clocks, name))]));
    const system = await wholeSystem({ folder, step, onOpen, preloads });
    return { ...system, env: { ...system.env, CLOCKS_FOLDER: clocks }, workers: 1 };
  },
};

/** The processes whose clock a test may set wrong. */
const CLOCKED = ['tickets', 'tickets-worker'];

function wrongClock(file: string): string {
  const module = pathToFileURL(join(REPOSITORY, 'infra/local/dist/testing/wrong-clock.js'));
  module.searchParams.set('file', file);
  return module.href;
}

/** Every process, under a contract whose days are seconds, with one webhook for the tests to listen on. */
async function wholeSystem(
  options: Pick<SystemOptions, 'folder' | 'step' | 'onOpen' | 'preloads'>,
): Promise<Surroundings> {
  const { webhook: port } = await reservePorts(stackRoot(options.folder).portsFile, ['webhook']);
  const address = `http://127.0.0.1:${port}/`;
  const { stack, root, webhookSecrets } = await startSystem({
    ...options,
    fresh: true,
    durable: false,
    contract: join(REPOSITORY, 'contracts/demo-seconds'),
    without: [],
    webhooks: [address],
  });
  const env = {
    STACK_FILE: root.stackFile,
    WEBHOOK_PORT: String(port),
    WEBHOOK_SECRET: webhookSecrets[address]!,
  };
  return { env, end: () => stack.stop() };
}

const folderOf = (name: string): string => join(REPOSITORY, '.local/test', name);

const testServer = (): Record<string, string> => ({
  TEMPORAL_TEST_SERVER: givenServers().temporalTestServer ?? venvProgram('temporal-test-server'),
});

/** The command that runs an S3 server; tests start their own, so that they can stop it. */
async function s3Server(step: Step): Promise<string[]> {
  let command: string[] = [];
  await step('s3', async (tell) => {
    command = await installS3Proxy(tell);
  });
  return command;
}
