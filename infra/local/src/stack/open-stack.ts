import { rmSync } from 'node:fs';
import { openControl } from '../control/control.server.js';
import { privateFolder } from '../root/private-file.js';
import { rotateLogs } from '../root/rotate-logs.js';
import { loadSecrets, type Secrets, type SecretNames } from '../root/secrets.js';
import { stackRoot, type StackRoot } from '../root/stack-root.js';
import { outsideFolder } from '../servers/postgres-folders.js';
import { startServers, type Servers } from '../servers/start-servers.js';
import type { Step } from '../step.js';
import { type GivenServers, givenServers } from '../tools/given-servers.js';
import { endLeftovers } from '../supervisor/children.js';
import { Supervisor } from '../supervisor/supervisor.js';
import { requireNoLauncher, writeLauncherFile } from './launcher-file.js';
import { LocalStack } from './local-stack.js';

export interface OpenOptions {
  /** the stack's own folder; everything it writes lies there */
  folder: string;
  /** empties the data of the servers first */
  fresh: boolean;
  /** false where only processes die and never the machine, as in tests */
  durable: boolean;
  step: Step;
  /** servers that are used and not run; by default those the environment names */
  given?: GivenServers;
  /** told of the stack as soon as there is something to stop */
  onOpen?: (stack: LocalStack) => void;
}

/** What a stack is made for. */
export interface Purpose {
  secretNames: SecretNames;
  /** told whenever a part starts or ends */
  onChange: () => void;
  /** what to do with the database while the other servers are still starting */
  onDatabase: (databaseUrl: string, secrets: Secrets) => Promise<void>;
}

/** A stack whose servers run. */
export interface OpenStack {
  root: StackRoot;
  supervisor: Supervisor;
  secrets: Secrets;
  servers: Servers;
  stack: LocalStack;
  /** says that everything asked for runs */
  ready(): void;
}

/** Takes over a stack's folder, cleans up after a launcher that was killed there, and starts the servers. */
export async function openStack(options: OpenOptions, purpose: Purpose): Promise<OpenStack> {
  const root = stackRoot(options.folder);
  requireNoLauncher(root);
  const supervisor = new Supervisor(root.childrenFile, purpose.onChange);
  let servers: Servers | undefined;
  const stack = new LocalStack(supervisor, () => servers?.given ?? [], close);
  const control = await openControl(stack);
  writeLauncherFile(root, { state: 'starting', control });
  options.onOpen?.(stack);

  function close(): void {
    control.close();
    rmSync(root.stackFile, { force: true });
    rmSync(root.launcherFile, { force: true });
  }

  try {
    await cleanUp(root, options);
    const secrets = loadSecrets(root.secretsFile, purpose.secretNames);
    const onDatabase = (url: string): Promise<void> => purpose.onDatabase(url, secrets);
    servers = await startServers({ ...options, root, supervisor, password: secrets.postgres, onDatabase });
    const ready = (): void => writeLauncherFile(root, { state: 'ready', control });
    return { root, supervisor, secrets, servers, stack, ready };
  } catch (error) {
    await stack.closeDown();
    throw error;
  }
}

async function cleanUp(root: StackRoot, { fresh, step, given }: OpenOptions): Promise<void> {
  const leftovers = await endLeftovers(root.childrenFile);
  if (leftovers.length > 0)
    await step('clean-up', () => `ended what a killed launcher left: ${leftovers.join(', ')}`);
  rotateLogs(root.logs);
  if (!fresh) return;
  for (const folder of [root.data, outsideFolder(root)]) rmSync(folder, { recursive: true, force: true });
  privateFolder(root.data, 0o711);
  const kept = Object.values(given ?? givenServers()).filter((address) => address !== undefined);
  if (kept.length > 0) await step('fresh', () => 'servers that the environment gives keep their data');
}
