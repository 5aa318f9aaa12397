/** The value below which `part` (0 … 1) of the sorted samples lie; nearest rank. */
const percentile = (sorted: number[], part: number): number =>
  sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? NaN;

export interface Summary {
  count: number;
  p50: number;
  p99: number;
  max: number;
}

export function summarize(samples: number[]): Summary {
  const sorted = [...samples].sort((a, b) => a - b);
  const round = (value: number) => Math.round(value * 10) / 10;
  return {
    count: sorted.length,
    p50: round(percentile(sorted, 0.5)),
    p99: round(percentile(sorted, 0.99)),
    max: round(sorted.at(-1) ?? NaN),
  };
}

/** Each one's milliseconds, and how many were done a second. */
export interface Measured {
  ms: number[];
  perSecond: number;
}

/** Does `work` for every item with so many at once. */
export async function inParallel<T>(
  items: T[],
  clients: number,
  work: (item: T) => Promise<unknown>,
): Promise<Measured> {
  const queue = [...items];
  const ms: number[] = [];
  const began = performance.now();
  const client = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
      const start = performance.now();
      await work(item);
      ms.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return { ms, perSecond: Math.round((items.length / (performance.now() - began)) * 10_000) / 10 };
}
