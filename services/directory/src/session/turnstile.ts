import { rateLimited } from '@zhishou/platform/errors';

const MOST_WAITING = 50;

/** Lets those with the same key through one after another; others are not held up. */
export class Turnstile {
  private readonly queues = new Map<string, { tail: Promise<unknown>; waiting: number }>();

  /** @throws UserError RATE_LIMITED when too many are waiting already */
  async pass<T>(key: string, work: () => Promise<T>): Promise<T> {
    const queue = this.queues.get(key) ?? { tail: Promise.resolve(), waiting: 0 };
    if (queue.waiting >= MOST_WAITING) throw rateLimited(1);
    this.queues.set(key, queue);
    queue.waiting += 1;
    const turn = queue.tail.then(work, work);
    queue.tail = turn.catch(() => undefined);
    try {
      return await turn;
    } finally {
      queue.waiting -= 1;
      if (queue.waiting === 0) this.queues.delete(key);
    }
  }
}
