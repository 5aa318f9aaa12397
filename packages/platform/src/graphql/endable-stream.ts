const DONE = { done: true, value: undefined } as const;

export interface EndableStream<T> {
  stream: AsyncIterableIterator<T>;
  /** ends the stream now, after this last value if there is one */
  end(last?: T): void;
  /** ends the stream at this instant; ms since the epoch */
  endAt(instant: number): void;
}

export interface StreamParts<T> {
  /** what each step of the source runs in */
  enter: <R>(next: () => R) => R;
  /** whether nothing may follow this value */
  isLast?: (value: T) => boolean;
  /** called once, however the stream came to its end */
  onEnd?: () => void;
}

/**
 * A stream that ends when told to. A generator that waits for its next event does not hear `return`, so the end is told
 * to the reader without it.
 */
export function endable<T>(source: AsyncIterableIterator<T>, parts: StreamParts<T>): EndableStream<T> {
  const { enter, isLast, onEnd } = parts;
  let ended = false;
  let rest: T[] = [];
  let timer: NodeJS.Timeout | undefined;
  let answer: ((result: IteratorResult<T>) => void) | undefined;
  const end = (...last: T[]) => {
    if (ended) return;
    ended = true;
    rest = last;
    clearTimeout(timer);
    onEnd?.();
    answer?.(takeRest());
    source.return?.().catch(() => undefined);
  };
  const takeRest = (): IteratorResult<T> => {
    const [value] = rest.splice(0);
    return value === undefined ? DONE : { done: false, value };
  };
  const stream: AsyncIterableIterator<T> = {
    [Symbol.asyncIterator]: () => stream,
    next: () =>
      new Promise<IteratorResult<T>>((resolve, reject) => {
        if (ended) return resolve(takeRest());
        answer = (result) => {
          answer = undefined;
          resolve(result);
        };
        enter(() => source.next()).then((result) => {
          if (ended) return;
          answer?.(result);
          if (result.done || isLast?.(result.value)) end();
        }, reject);
      }),
    return: () => {
      end();
      rest = [];
      return Promise.resolve(DONE);
    },
  };
  const endAt = (instant: number) => {
    timer = setTimeout(end, Math.max(0, instant - Date.now()));
  };
  return { stream, end: (last) => (last === undefined ? end() : end(last)), endAt };
}
