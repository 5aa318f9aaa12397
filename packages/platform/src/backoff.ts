/** A pause that ends early when `signal` aborts; never rejects. Milliseconds. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener('abort', done);
  });
}

/** Length of the pause before the nth further try (n from 1), in ms: doubling from `first` to `most`, with jitter. */
export function backoff(attempt: number, first = 200, most = 10_000): number {
  const full = Math.min(most, first * 2 ** Math.min(attempt - 1, 30));
  return Math.round(full * (0.75 + Math.random() / 4));
}

/** Waits for `work`, but not longer than `ms`. */
export async function waitAtMost(ms: number, work: Promise<unknown>): Promise<void> {
  const over = new AbortController();
  await Promise.race([work, pause(ms, over.signal)]).finally(() => over.abort());
}
