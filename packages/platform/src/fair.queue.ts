type Start = () => void;

/**
 * Lets so many works run at once, one of an owner: whoever has many waiting holds nobody else up. Owners take turns in
 * the order of their first waiting work.
 */
export class FairQueue {
  private readonly waiting = new Map<string, Start[]>();
  private readonly busy = new Set<string>();

  constructor(
    private readonly atOnce: number,
    /** works of one owner that may wait */
    private readonly maxWaiting: number,
  ) {}

  /** False when so many of the owner's works wait that no more may. */
  hasRoom(owner: string): boolean {
    return (this.waiting.get(owner)?.length ?? 0) < this.maxWaiting;
  }

  /** Runs the work when it is its turn; one that is aborted while it waits is never begun. */
  async run<T>(owner: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    await this.turn(owner, signal);
    try {
      signal.throwIfAborted();
      return await work();
    } finally {
      this.busy.delete(owner);
      this.next();
    }
  }

  private async turn(owner: string, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    await new Promise<void>((resolve, reject) => {
      const leave = () => {
        this.forget(owner, start);
        reject(signal.reason as Error);
      };
      const start = () => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      signal.addEventListener('abort', leave, { once: true });
      this.waiting.set(owner, [...(this.waiting.get(owner) ?? []), start]);
      this.next();
    });
  }

  private forget(owner: string, start: Start): void {
    const left = (this.waiting.get(owner) ?? []).filter((each) => each !== start);
    if (left.length > 0) this.waiting.set(owner, left);
    else this.waiting.delete(owner);
  }

  private next(): void {
    for (const [owner, [start]] of this.waiting) {
      if (this.busy.size >= this.atOnce) return;
      if (!start || this.busy.has(owner)) continue;
      this.forget(owner, start);
      // whoever has more to do goes to the end of the line
      const left = this.waiting.get(owner);
      if (left && this.waiting.delete(owner)) this.waiting.set(owner, left);
      this.busy.add(owner);
      start();
    }
  }
}
