import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ROOT } from './console.mjs';

const ENTRY = join(ROOT, 'workflows/dist/tickets.workflows.js');
const BUNDLE = join(ROOT, 'workflows/dist/tickets.bundle.js');
const STAMP = `${BUNDLE}.inputs`;
const INPUTS = ['workflows/dist', 'packages/rules/dist', 'packages/messages/dist'];

/** Bundles the compiled workflows for the worker when anything they are made of has changed. */
export async function bundleWorkflows() {
  const inputs = inputsDigest();
  if (existsSync(BUNDLE) && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === inputs) return 'up to date';
  const { bundleWorkflowCode } = createRequire(join(ROOT, 'workflows/package.json'))('@temporalio/worker');
  const { code } = await bundleWorkflowCode({ workflowsPath: ENTRY, logger: QUIET });
  writeFileSync(`${BUNDLE}.new`, code);
  renameSync(`${BUNDLE}.new`, BUNDLE);
  writeFileSync(STAMP, inputs);
  return `${(code.length / 1e6).toFixed(1)} MB`;
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
