import { rateLimited } from '@zhishou/platform/errors';

const MOST_WAITING = 50;

interface Queue {
  inside: number;
  waiting: (() => void)[];
}

/** Lets a few with the same key through at a time, in the order they came; others are not held up. */
export class Turnstile {
  private readonly queues = new Map<string, Queue>();

  /** @param width how many of one key at a time */
  constructor(private readonly width: number) {}

  /** @throws UserError RATE_LIMITED when too many are waiting already */
  async pass<T>(key: string, work: () => Promise<T>): Promise<T> {
    const queue = this.queues.get(key) ?? { inside: 0, waiting: [] };
    if (queue.waiting.length >= MOST_WAITING) throw rateLimited(1);
    this.queues.set(key, queue);
    // who leaves hands the place on, so that nobody slips in between
    if (queue.inside < this.width) queue.inside += 1;
    else await new Promise<void>((enter) => queue.waiting.push(enter));
    try {
      return await work();
    } finally {
      const next = queue.waiting.shift();
      if (next) next();
      else queue.inside -= 1;
      if (queue.inside === 0) this.queues.delete(key);
    }
  }
}
