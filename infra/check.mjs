// Everything that can be checked without running the system; all of it runs even when one part fails.
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { ROOT, seconds } from './lib/console.mjs';

const program = (name) => join(ROOT, 'node_modules/.bin', name);

/** Each subgraph's committed schema and access rules against what its code says. */
const schemas = Object.fromEntries(
  readdirSync(join(ROOT, 'services')).map((name) => [
    `schema ${name}`,
    [join(ROOT, `services/${name}/dist/schema.js`), '--check'],
  ]),
);

/** The longest first, so that the others fit beside them. */
const CHECKS = {
  'types and lint': [program('oxlint'), '-c', 'oxlint.config.mjs'],
  format: [program('oxfmt'), '--check'],
  arrows: [
    program('depcruise'),
    'packages',
    'services',
    'workflows',
    'gateway',
    'notifier',
    'infra',
    'tests',
    'bench',
    'simulate',
    'examples',
  ],
  'dead exports': [program('knip')],
  ...schemas,
  supergraph: [join(ROOT, 'gateway/dist/compose.js'), '--check'],
};

/** Runs one check and answers its exit code and everything it said. */
function run(args) {
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  return new Promise((done) => child.on('close', (code) => done({ code, output })));
}

let failed = 0;
const waiting = Object.entries(CHECKS);

/** Takes one check after the other until none is left; two of these keep two cores busy. */
async function work() {
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const [name, args] = next;
    const began = performance.now();
    const { code, output } = await run(args);
    if (code !== 0) {
      failed += 1;
      process.stdout.write(`\n${output.trimEnd()}\n\n`);
    }
    process.stdout.write(`${name.padEnd(18)} ${code === 0 ? 'ok' : 'FAILED'} (${seconds(began)})\n`);
  }
}

await Promise.all([work(), work()]);
process.stdout.write(`${Object.keys(CHECKS).length - failed} checks passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
