/** Entries an actor may cause in a minute; further refusals are counted and end up in one entry together. */
const WRITTEN_PER_WINDOW = 20;
const WINDOW_MS = 60_000;

/** What one actor was refused beyond what is written one by one. */
export interface Surplus {
  actorId: string;
  actorRole: string;
  /** how often, by code */
  counts: Record<string, number>;
}

interface Window extends Surplus {
  from: number;
  written: number;
}

/** Bounds what refusals write, for each actor and minute. All instants in ms. */
export class RefusalQuota {
  private readonly windows = new Map<string, Window>();

  /** Whether this refusal is to be written by itself; else it is counted. */
  take(actor: { actorId: string; actorRole: string }, code: string, now: number): boolean {
    const window = this.windows.get(actor.actorId) ?? { ...actor, counts: {}, from: now, written: 0 };
    this.windows.set(actor.actorId, window);
    if (window.written < WRITTEN_PER_WINDOW) {
      window.written += 1;
      return true;
    }
    window.counts[code] = (window.counts[code] ?? 0) + 1;
    return false;
  }

  /** Ends the windows that are over by `now`, and says what was counted in them. */
  end(now: number): Surplus[] {
    const over = [...this.windows.values()].filter(({ from }) => now - from >= WINDOW_MS);
    for (const { actorId } of over) this.windows.delete(actorId);
    return over
      .filter(({ counts }) => Object.keys(counts).length > 0)
      .map(({ actorId, actorRole, counts }) => ({ actorId, actorRole, counts }));
  }
}
