import type { Step } from '../step.js';
import { type Failure, failuresInWords } from '../testing/failures.js';
import { RINGS } from '../testing/rings.js';
import { type JestRun, NEVER_RAN, runJest } from '../testing/run-jest.js';
import { slowest, type TimedFile } from '../testing/slowest-files.js';
import { add, inWords, NOTHING, succeeded, type Tally } from '../testing/tally.js';
import { TestStack } from '../testing/test-stack.js';
import { textTable } from './text-table.js';

/**
 * `npm test -- [rings] [jest arguments]`: each ring of tests on the real servers it needs, which all rings share. Ends
 * in the slowest files, what failed, and the counts.
 */
export async function testCommand(args: readonly string[], step: Step): Promise<number> {
  const { rings, jestArgs } = parseTestArgs(args);
  const stack = new TestStack(step);
  const interruption = interruptionOf(stack);
  const rows: string[][] = [];
  const files: TimedFile[] = [];
  const failures: Failure[] = [];
  let total: Tally = NOTHING;
  const run = async (ring: string, isPatient = false): Promise<void> => {
    if (interruption.aborted) return;
    const began = performance.now();
    const done = await runRing(ring, jestArgs, stack, isPatient);
    files.push(...done.files);
    failures.push(...done.failures);
    rows.push([ring, inWords(done.tally), `${((performance.now() - began) / 1000).toFixed(1)} s`]);
    total = add(total, done.tally);
  };
  for (const { ring, beside } of turnsOf(rings)) {
    const others = async (): Promise<void> => {
      for (const other of beside) await run(other, true);
    };
    await Promise.all([run(ring), others()]);
  }
  await stack.end();
  const slow = slowest(files).map(({ file, seconds }) => [file, `${seconds.toFixed(1)} s`]);
  process.stdout.write(`\nthe slowest files\n${textTable(slow)}\n`);
  if (failures.length > 0) process.stdout.write(`\nwhat failed\n${failuresInWords(failures)}\n`);
  process.stdout.write(`${textTable(rows)}\n${inWords(total)}\n`);
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

/** The rings in their turns, each with those that run beside it. */
export function turnsOf(rings: readonly string[]): { ring: string; beside: string[] }[] {
  const besideOf = (ring: string): string[] => rings.filter((other) => RINGS[ring]!.beside?.includes(other));
  const companions = rings.flatMap(besideOf);
  return rings.filter((ring) => !companions.includes(ring)).map((ring) => ({ ring, beside: besideOf(ring) }));
}

async function runRing(
  name: string,
  jestArgs: string[],
  stack: TestStack,
  isPatient: boolean,
): Promise<JestRun> {
  process.stdout.write(`\n== ${name}\n`);
  const { surroundings, workers } = RINGS[name]!;
  try {
    return await runJest(name, jestArgs, await surroundings(stack), { workers, isPatient });
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    return NEVER_RAN;
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
