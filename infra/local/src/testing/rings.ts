import { join } from 'node:path';
import { REPOSITORY } from '../root/repository.js';
import { reservePorts } from '../root/ports.js';
import { stackRoot } from '../root/stack-root.js';
import type { LocalStack } from '../stack/local-stack.js';
import { startServersOnly } from '../stack/start-servers-only.js';
import type { Step } from '../step.js';
import { startSystem } from '../system/start-system.js';
import { givenServers } from '../tools/given-servers.js';
import { venvProgram } from '../tools/python.js';
import { installS3Proxy } from '../tools/s3proxy.js';

/** What a ring of tests finds running: the variables it is told by, and how it ends. */
export interface Surroundings {
  env: Record<string, string>;
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
  e2e: async (step, onOpen) => {
    const { webhook: port } = await reservePorts(stackRoot(folderOf('system')).portsFile, ['webhook']);
    const address = `http://127.0.0.1:${port}/`;
    const { stack, root, webhookSecrets } = await startSystem({
      folder: folderOf('system'),
      fresh: true,
      durable: false,
      contract: join(REPOSITORY, 'contracts/demo-seconds'),
      without: [],
      webhooks: [address],
      step,
      onOpen,
    });
    const env = {
      STACK_FILE: root.stackFile,
      WEBHOOK_PORT: String(port),
      WEBHOOK_SECRET: webhookSecrets[address]!,
    };
    return { env, end: () => stack.stop() };
  },
};

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
