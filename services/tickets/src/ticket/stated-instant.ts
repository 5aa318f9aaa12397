/** A contract runs for a year: whatever is said to be older is a slip of the pen. */
const OLDEST_MS = 366 * 24 * 60 * 60_000;

/**
 * What is wrong with an instant that somebody states of the past.
 * @param now the database's time, ms
 */
export function statedInstantProblem(instant: Date, now: number): string | undefined {
  if (instant.getTime() > now) return 'lies in the future';
  return instant.getTime() < now - OLDEST_MS ? 'lies more than a year ago' : undefined;
}
