import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ROOT } from './console.mjs';

const FOLDER = join(ROOT, 'workflows/dist');
const INPUTS = ['workflows/dist', 'packages/rules/dist', 'packages/messages/dist'];
/** What a task queue runs. */
const ENTRY = /^(.+)\.workflows\.js$/;

/** Bundles the compiled workflows, one bundle a task queue, when anything they are made of has changed. */
export async function bundleWorkflows() {
  const inputs = inputsDigest();
  const queues = readdirSync(FOLDER).flatMap((file) => ENTRY.exec(file)?.[1] ?? []);
  const sizes = [];
  for (const queue of queues) {
    if (isUpToDate(queue, inputs)) continue;
    sizes.push(`${queue} ${(await bundle(queue, inputs)).toFixed(1)} MB`);
  }
  return sizes.length === 0 ? 'up to date' : sizes.join(', ');
}

const bundleOf = (queue) => join(FOLDER, `${queue}.bundle.js`);
const stampOf = (queue) => `${bundleOf(queue)}.inputs`;

const isUpToDate = (queue, inputs) =>
  existsSync(bundleOf(queue)) &&
  existsSync(stampOf(queue)) &&
  readFileSync(stampOf(queue), 'utf8') === inputs;

async function bundle(queue, inputs) {
  const { bundleWorkflowCode } = createRequire(join(ROOT, 'workflows/package.json'))('@temporalio/worker');
  const workflowsPath = join(FOLDER, `${queue}.workflows.js`);
  const { code } = await bundleWorkflowCode({ workflowsPath, logger: QUIET });
  writeFileSync(`${bundleOf(queue)}.new`, code);
  renameSync(`${bundleOf(queue)}.new`, bundleOf(queue));
  writeFileSync(stampOf(queue), inputs);
  return code.length / 1e6;
}

function inputsDigest() {
  const digest = createHash('sha256').update(readFileSync(join(ROOT, 'package-lock.json')));
  for (const folder of INPUTS) {
    const files = readdirSync(join(ROOT, folder), { recursive: true }).sort();
    for (const file of files) {
      if (!file.endsWith('.js') || file.endsWith('.bundle.js')) continue;
      digest.update(file).update(readFileSync(join(ROOT, folder, file)));
    }
  }
  return digest.digest('hex');
}

const say = (message) => process.stderr.write(`${message}\n`);
const nothing = () => undefined;
const QUIET = { log: nothing, trace: nothing, debug: nothing, info: nothing, warn: say, error: say };
