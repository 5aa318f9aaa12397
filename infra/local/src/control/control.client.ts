import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ExpectedError } from '../expected-error.js';
import { runningLauncher } from '../stack/launcher-file.js';
import type { Stack } from '../stack/stack.js';
import type { PartStatus } from '../supervisor/part.js';

const POLL_MS = 100;

/**
 * Reaches the stack that wrote `stackFile`, from another process than its launcher.
 * @throws ExpectedError where none runs
 */
export function connectStack(stackFile: string): Stack {
  const launcherFile = join(dirname(stackFile), 'launcher.json');
  if (!runningLauncher({ launcherFile })) throw new ExpectedError(`No stack runs in ${dirname(stackFile)}.`);
  const call = async (method: 'GET' | 'POST', path: string): Promise<unknown> => {
    const launcher = runningLauncher({ launcherFile });
    if (!launcher) throw new ExpectedError(`The launcher of ${dirname(stackFile)} is gone.`);
    const { port, token } = launcher.control;
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}` },
    });
    if (response.ok) return response.json();
    throw new ExpectedError(await response.text());
  };
  const act = async (name: string, action: string): Promise<void> => {
    await call('POST', `/parts/${encodeURIComponent(name)}/${action}`);
  };
  return {
    status: async () => (await call('GET', '/status')) as PartStatus[],
    killPart: (name, signal = 'SIGKILL') => act(name, `kill?signal=${signal}`),
    stopPart: (name) => act(name, 'stop'),
    startPart: (name) => act(name, 'start'),
    untilHealthy: (name) => act(name, 'healthy'),
    stop: async () => {
      await call('POST', '/stop');
      while (runningLauncher({ launcherFile })) await wait(POLL_MS);
    },
  };
}
