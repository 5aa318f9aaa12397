const FIRST_MS = 250;
const LONGEST_MS = 10_000;
/** A part that ran this long has recovered: its next death starts again at the shortest wait. */
const RECOVERED_AFTER_MS = 30_000;

/** How long to wait before the next start of a part that just died. */
export class Backoff {
  private deathsInARow = 0;

  /** The wait in milliseconds after a run of `ranForMs`: doubling from 0.25 s to 10 s. */
  next(ranForMs: number): number {
    if (ranForMs >= RECOVERED_AFTER_MS) this.deathsInARow = 0;
    const wait = Math.min(LONGEST_MS, FIRST_MS * 2 ** this.deathsInARow);
    this.deathsInARow += 1;
    return wait;
  }
}
