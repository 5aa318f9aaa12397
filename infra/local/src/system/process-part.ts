import { join } from 'node:path';
import { REPOSITORY } from '../root/repository.js';
import { logFile, type StackRoot } from '../root/stack-root.js';
import type { Part } from '../supervisor/part.js';
import type { ProcessSpec } from './catalogue.js';
import { addressOf, environmentOf, type World } from './world.js';

const ANSWER_WITHIN_MS = 3000;
/** As the images have it. Room for what lives only as long as one request, which else is what collecting garbage costs. */
const NODE_FLAGS = ['--enable-source-maps', '--max-semi-space-size=64'];

/** How to run one process of the catalogue in a stack. */
export function processPart(root: StackRoot, spec: ProcessSpec, world: World): Part {
  const entry = join(REPOSITORY, spec.entry);
  const preload = world.preloads?.[spec.name];
  return {
    name: spec.name,
    kind: 'process',
    command: [process.execPath, ...NODE_FLAGS, ...(preload ? ['--import', preload] : []), entry],
    env: environmentOf(spec, world),
    log: logFile(root, spec.name),
    marker: entry,
    stopSignal: 'SIGTERM',
    health: () => pingProcess(`${addressOf(world, spec.name)}/health/ready`),
  };
}

/** Rejects, with what the process says is missing, while it is not ready. @returns what it has to do without */
async function pingProcess(url: string): Promise<string[] | undefined> {
  const response = await fetch(url, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) }).catch(
    (error: Error) => {
      throw new Error(
        `does not answer on ${url}: ${(error.cause as Error | undefined)?.message ?? error.message}`,
      );
    },
  );
  const body = await response.text();
  if (response.status !== 200) throw new Error(`not ready: ${body}`);
  return (JSON.parse(body) as { degraded?: string[] }).degraded;
}
