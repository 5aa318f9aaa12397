export interface Patience {
  /** ms until giving up; default 15 s */
  within?: number;
  /** ms between two looks; default 25 */
  every?: number;
}

/**
 * Looks again and again until `look` neither throws nor returns undefined, null or false, and returns what it saw.
 * Gives up with the last error, so that a failed expectation inside tells what was still wrong.
 */
export async function eventually<T extends object | string | number | bigint | boolean | null | undefined>(
  look: () => T | Promise<T>,
  patience: Patience = {},
): Promise<NonNullable<T>> {
  const { within = 15_000, every = 25 } = patience;
  const deadline = Date.now() + within;
  for (;;) {
    let problem: unknown;
    try {
      const seen = await look();
      if (seen !== undefined && seen !== null && seen !== false) return seen;
      problem = new Error(`still ${String(seen)} after ${within} ms`);
    } catch (error) {
      problem = error;
    }
    if (Date.now() >= deadline) throw problem;
    await new Promise((resolve) => setTimeout(resolve, every));
  }
}
