import type { Step } from '../step.js';
import { RINGS } from '../testing/rings.js';
import { runJest } from '../testing/run-jest.js';
import { slowest, type TimedFile } from '../testing/slowest-files.js';
import { add, inWords, NOT_RUN, NOTHING, succeeded, type Tally } from '../testing/tally.js';
import { TestStack } from '../testing/test-stack.js';
import { textTable } from './text-table.js';

/**
 * `npm test -- [rings] [jest arguments]`: each ring of tests on the real servers it needs, which all rings share. Ends
 * in the slowest files and the counts.
 */
export async function testCommand(args: readonly string[], step: Step): Promise<number> {
  const { rings, jestArgs } = parseTestArgs(args);
  const stack = new TestStack(step);
  const interruption = interruptionOf(stack);
  const rows: string[][] = [];
  const files: TimedFile[] = [];
  let total: Tally = NOTHING;
  for (const ring of rings) {
    if (interruption.aborted) break;
    const began = performance.now();
    const run = await runRing(ring, jestArgs, stack);
    files.push(...run.files);
    rows.push([ring, inWords(run.tally), `${((performance.now() - began) / 1000).toFixed(1)} s`]);
    total = add(total, run.tally);
  }
  await stack.end();
  const slow = slowest(files).map(({ file, seconds }) => [file, `${seconds.toFixed(1)} s`]);
  process.stdout.write(`\nthe slowest files\n${textTable(slow)}\n${textTable(rows)}\n${inWords(total)}\n`);
  return succeeded(total) && !interruption.aborted ? 0 : 1;
}

/** Words before the first other argument choose rings; the rest is jest's. */
export function parseTestArgs(args: readonly string[]): { rings: string[]; jestArgs: string[] } {
  const all = Object.keys(RINGS);
  const firstOther = args.findIndex((arg) => !all.includes(arg));
  const count = firstOther === -1 ? args.length : firstOther;
  const rings = args.slice(0, count);
  return { rings: rings.length > 0 ? rings : all, jestArgs: args.slice(count) };
}

async function runRing(
  name: string,
  jestArgs: string[],
  stack: TestStack,
): Promise<{ tally: Tally; files: TimedFile[] }> {
  process.stdout.write(`\n== ${name}\n`);
  const { surroundings, workers } = RINGS[name]!;
  try {
    return await runJest(name, jestArgs, await surroundings(stack), workers);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    return { tally: NOT_RUN, files: [] };
  }
}

/** Ctrl-C and SIGTERM stop what runs for the tests, then the tests. */
function interruptionOf(stack: TestStack): AbortSignal {
  const interruption = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      interruption.abort();
      void stack.end();
    });
  }
  return interruption.signal;
}
