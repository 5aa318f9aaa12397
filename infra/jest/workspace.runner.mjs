import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { CallbackTestRunner } from 'jest-runner';
import { Worker } from 'jest-worker';
import { ROOT } from '../lib/console.mjs';

const { resolve } = createRequire(import.meta.url);
const TEST_WORKER = join(dirname(resolve('jest-runner/package.json')), 'build/testWorker.js');

/**
 * Runs files of tests side by side, each in a process that has run only files of the same workspace: they share what it
 * has loaded, and two services, which tell the same libraries of types of the same names, never meet.
 */
export default class WorkspaceRunner extends CallbackTestRunner {
  async runTests(tests, watcher, onStart, onResult, onFailure) {
    const queues = queuesOf(tests);
    const run = async (worker, test) => {
      const { path, context } = test;
      await onStart(test);
      await worker
        .worker({ path, config: context.config, context: this._context, globalConfig: this._globalConfig })
        .then(
          (result) => onResult(test, result),
          (error) => onFailure(test, error),
        );
    };
    const lane = async () => {
      for (let queue = longest(queues); queue; queue = longest(queues)) {
        queue.lanes += 1;
        const worker = startWorker(queue.tests[0].context);
        while (queue.tests.length > 0 && !watcher.isInterrupted()) await run(worker, queue.tests.shift());
        await worker.end();
        queue.lanes -= 1;
      }
    };
    await Promise.all(Array.from({ length: this._globalConfig.maxWorkers }, lane));
  }
}

/** The tests of each workspace in their order, and how many lanes are at them. */
function queuesOf(tests) {
  const queues = new Map();
  for (const test of tests) {
    const [first, second] = relative(ROOT, test.path).split('/');
    const workspace = /^(packages|services|infra|tests)$/.test(first) ? second : first;
    const queue = queues.get(workspace) ?? { tests: [], lanes: 0 };
    queue.tests.push(test);
    queues.set(workspace, queue);
  }
  return [...queues.values()];
}

/** Where one lane more is of most use. */
function longest(queues) {
  const left = ({ tests, lanes }) => tests.length / (lanes + 1);
  const [first] = queues.toSorted((one, other) => left(other) - left(one));
  return first && first.tests.length > 0 ? first : undefined;
}

function startWorker({ config, moduleMap }) {
  const worker = new Worker(TEST_WORKER, {
    exposedMethods: ['worker'],
    forkOptions: { serialization: 'json', stdio: 'pipe' },
    numWorkers: 1,
    setupArgs: [{ serializableResolvers: [{ config, serializableModuleMap: moduleMap.toJSON() }] }],
  });
  worker.getStdout().pipe(process.stdout);
  worker.getStderr().pipe(process.stderr);
  return worker;
}
