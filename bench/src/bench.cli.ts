import { clockLag } from './clock-lag.bench.js';
import { documents } from './documents.bench.js';
import { gateway } from './gateway.bench.js';
import { history } from './history.bench.js';
import { inspections } from './inspections.bench.js';
import { score } from './score.bench.js';
import { starve } from './starve.bench.js';
import { steps } from './steps.bench.js';
import { verify } from './verify.bench.js';

const BENCHMARKS: Record<string, (args: string[]) => Promise<void>> = {
  'clock-lag': clockLag,
  steps,
  documents,
  gateway,
  history,
  inspections,
  score,
  starve,
  verify,
};

const [name = '', ...args] = process.argv.slice(2);
const benchmark = BENCHMARKS[name];
if (benchmark) {
  await benchmark(args);
  process.exit(0);
}
console.error(`npm run bench -- <name>; known: ${Object.keys(BENCHMARKS).join(', ')}`);
process.exit(2);
