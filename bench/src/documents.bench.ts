import { monthOf } from '@zhishou/rules/month';
import { submitPlans } from './inspections.bench.js';
import { report, type Row } from './report.js';
import { summarize } from './stats.js';
import { type BenchSystem, startBenchSystem } from './system.js';

const WARM_UP_MS = 5_000;
const MEASURED_MS = 30_000;

const CHEAP = `query ($month: Month!) { inspectionCycle(month: $month) { state } }`;
const DOCUMENT = `query ($month: Month!) { inspectionDocument(month: $month, kind: MONTHLY_PLAN) { url } }`;

/** A cheap query of the inspections, one after the other, while nobody and while somebody prints the month's plan. */
export async function documents(): Promise<void> {
  const bench = await startBenchSystem();
  try {
    const month = monthOf(Date.now());
    await submitPlans(bench, month, 1);
    await askFor(bench, month, WARM_UP_MS);
    const quiet = await askFor(bench, month, MEASURED_MS);
    const printing = print(bench, month);
    const busy = await askFor(bench, month, MEASURED_MS);
    const printed = await printing.stop();
    const base = summarize(quiet).p99;
    report('documents', 'npm run bench -- documents', [
      row('quiet', quiet, base),
      { ...row('while plans are printed', busy, base), printed },
    ]);
  } finally {
    await bench.stop();
  }
}

const row = (inspectionCycle: string, ms: number[], base: number): Row => ({
  inspectionCycle,
  ...summarize(ms),
  'p99 to quiet': Math.round((summarize(ms).p99 / base) * 100) / 100,
});

async function askFor(bench: BenchSystem, month: string, duration: number): Promise<number[]> {
  const ms: number[] = [];
  const end = performance.now() + duration;
  while (performance.now() < end) {
    const start = performance.now();
    await bench.ask('supervisor', CHEAP, { month });
    ms.push(performance.now() - start);
  }
  return ms;
}

/** Prints the plan of 120 assets, one after the other, until it is stopped. */
function print(bench: BenchSystem, month: string): { stop: () => Promise<number> } {
  const stopped = new AbortController();
  const printing = (async () => {
    for (let count = 0; ; count += 1) {
      if (stopped.signal.aborted) return count;
      const { inspectionDocument } = await bench.ask<{ inspectionDocument: { url: string } }>(
        'dispatcher',
        DOCUMENT,
        { month },
      );
      const response = await fetch(new URL(inspectionDocument.url, bench.system.file.graphql));
      if (!response.ok) throw new Error(`a document was answered with ${response.status}`);
      await response.arrayBuffer();
    }
  })();
  return {
    stop: () => {
      stopped.abort();
      return printing;
    },
  };
}
