/** Entries an actor may cause in a minute; what is beyond them is counted and ends up in one entry together. */
const WRITTEN_PER_WINDOW = 20;
const WINDOW_MS = 60_000;

/** What one actor caused beyond what is written one by one. */
export interface Surplus {
  actorId: string;
  actorRole: string;
  /** how often, by kind */
  counts: Record<string, number>;
}

interface Window extends Surplus {
  from: number;
  written: number;
}

/** Bounds what is written, for each actor and minute. All instants in ms. */
export class AuditQuota {
  private readonly windows = new Map<string, Window>();

  /** Whether this one is to be written by itself; else it is counted. */
  take(actor: { actorId: string; actorRole: string }, kind: string, now: number): boolean {
    const window = this.windows.get(actor.actorId) ?? { ...actor, counts: {}, from: now, written: 0 };
    this.windows.set(actor.actorId, window);
    if (window.written < WRITTEN_PER_WINDOW) {
      window.written += 1;
      return true;
    }
    window.counts[kind] = (window.counts[kind] ?? 0) + 1;
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
