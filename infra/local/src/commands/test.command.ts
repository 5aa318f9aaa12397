import type { LocalStack } from '../stack/local-stack.js';
import type { Step } from '../step.js';
import { NOTHING_TO_END, RINGS } from '../testing/rings.js';
import { runJest } from '../testing/run-jest.js';
import { add, inWords, NOT_RUN, NOTHING, succeeded, type Tally } from '../testing/tally.js';
import { textTable } from './text-table.js';

/** `npm test -- [rings] [jest arguments]`: each ring of tests on the real servers it needs; ends in the counts. */
export async function testCommand(args: readonly string[], step: Step): Promise<number> {
  const { rings, jestArgs } = parseTestArgs(args);
  const interruption = new Interruption();
  const rows: string[][] = [];
  let total: Tally = NOTHING;
  for (const ring of rings) {
    if (interruption.happened) break;
    const began = performance.now();
    const tally = await runRing(ring, jestArgs, step, interruption);
    rows.push([ring, inWords(tally), `${((performance.now() - began) / 1000).toFixed(1)} s`]);
    total = add(total, tally);
  }
  process.stdout.write(`\n${textTable(rows)}\n${inWords(total)}\n`);
  return succeeded(total) && !interruption.happened ? 0 : 1;
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
  ring: string,
  jestArgs: string[],
  step: Step,
  interruption: Interruption,
): Promise<Tally> {
  process.stdout.write(`\n== ${ring}\n`);
  let end = NOTHING_TO_END;
  try {
    const surroundings = await RINGS[ring]!(step, (stack) => interruption.ends(stack));
    end = surroundings.end;
    return await runJest(ring, jestArgs, surroundings.env, surroundings.workers);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    return NOT_RUN;
  } finally {
    await end();
  }
}

/** Ctrl-C and SIGTERM stop what runs for the tests, then the tests. */
class Interruption {
  happened = false;
  private stack?: LocalStack;

  constructor() {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        this.happened = true;
        void this.stack?.stop();
      });
    }
  }

  ends(stack: LocalStack): void {
    this.stack = stack;
  }
}
