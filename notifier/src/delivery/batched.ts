/**
 * Lets single calls share a write: those that come while one is under way go together into the next. A call resolves
 * or rejects with the write it went into.
 */
export function batched<T>(write: (items: T[]) => Promise<void>): (item: T) => Promise<void> {
  let underWay = Promise.resolve();
  let next: { items: T[]; done: Promise<void> } | undefined;
  return (item) => {
    if (next === undefined) {
      const items: T[] = [];
      const done = underWay.then(() => {
        next = undefined;
        return write(items);
      });
      underWay = done.catch(() => undefined);
      next = { items, done };
    }
    next.items.push(item);
    return next.done;
  };
}
