import { join } from 'node:path';
import { REPOSITORY } from '../root/repository.js';
import { stackRoot } from '../root/stack-root.js';
import { guideTo } from '../simulate/guide.js';
import { madeUpAs } from '../simulate/made-up.js';
import { runSimulation } from '../simulate/run-simulation.js';
import type { LocalStack } from '../stack/local-stack.js';
import type { Step } from '../step.js';
import { type RunningSystem, startSystem } from '../system/start-system.js';
import { detach } from './detach.js';
import { asksForHelp, parseStartOptions, START_USAGE } from './start-options.js';
import { systemTable } from './system-table.js';

/** `npm start`: brings everything up and stays until Ctrl-C, SIGTERM or `npm stop`. */
export async function startCommand(args: readonly string[], step: Step): Promise<number> {
  if (asksForHelp(args)) {
    process.stdout.write(`${START_USAGE}\n`);
    return 0;
  }
  const options = parseStartOptions(args);
  const folder = join(REPOSITORY, '.local');
  if (options.detach) return detach(folder, args);
  const began = performance.now();
  const root = stackRoot(folder);
  const madeUp = madeUpAs(root, options);
  let stack: LocalStack | undefined;
  const onOpen = (opened: LocalStack): void => {
    stack = opened;
    stopOnSignals(opened);
  };
  const onReady = (system: RunningSystem): void => {
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    if (madeUp) process.stdout.write(`\n${guideTo(madeUp)}\n`);
    process.stdout.write(`\n${systemTable(system)}\n\nready in ${seconds} s; Ctrl-C or npm stop ends it\n`);
  };
  try {
    const past = madeUp && {
      signedOn: madeUp.signedOn,
      onPrepared: (url: string) => step('simulate', (tell) => runSimulation(root, madeUp, url, tell)),
    };
    await startSystem({ ...options, ...past, folder, durable: true, step, onOpen, onReady });
  } catch (error) {
    if (!stack?.stopRequested) throw error;
  }
  await stack?.ended;
  process.stdout.write('stopped\n');
  return 0;
}

function stopOnSignals(stack: LocalStack): void {
  const stop = (): void => {
    if (!stack.stopRequested) process.stdout.write('\nstopping\n');
    void stack.stop();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
}
