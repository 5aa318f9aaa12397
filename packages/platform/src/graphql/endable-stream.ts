const DONE = { done: true, value: undefined } as const;

export interface EndableStream<T> {
  stream: AsyncIterableIterator<T>;
  /** ends the stream at this instant; ms since the epoch */
  endAt(instant: number): void;
}

/**
 * A stream that ends when told to. A generator that waits for its next event does not hear `return`, so the end is told
 * to the reader without it.
 * @param enter what each step of the source runs in
 */
export function endable<T>(
  source: AsyncIterableIterator<T>,
  enter: <R>(next: () => R) => R,
): EndableStream<T> {
  let ended = false;
  let timer: NodeJS.Timeout | undefined;
  let tellEnd: () => void = () => undefined;
  const end = () => {
    ended = true;
    clearTimeout(timer);
    tellEnd();
    source.return?.().catch(() => undefined);
  };
  const stream: AsyncIterableIterator<T> = {
    [Symbol.asyncIterator]: () => stream,
    next: () =>
      new Promise<IteratorResult<T>>((resolve, reject) => {
        if (ended) return resolve(DONE);
        tellEnd = () => resolve(DONE);
        enter(() => source.next()).then((result) => {
          if (result.done) end();
          resolve(result);
        }, reject);
      }),
    return: () => {
      end();
      return Promise.resolve(DONE);
    },
  };
  const endAt = (instant: number) => {
    timer = setTimeout(end, Math.max(0, instant - Date.now()));
  };
  return { stream, endAt };
}
