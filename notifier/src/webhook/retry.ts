export interface RetryPolicy {
  /** tries of one delivery, the first included */
  tries: number;
  /** longest wait before the second try, in ms; doubled before each further one */
  firstWait: number;
  /** no wait is longer, in ms, whatever the receiver asks for */
  longestWait: number;
}

/**
 * Ms to wait after a failed try, or undefined when it was the last. Exponential with full jitter, so that a receiver
 * coming back is not met by all deliveries at once; never sooner than the receiver asked for.
 * @param tries made so far, from 1
 * @param retryAfter what the receiver asked for, in ms
 * @param random from 0 up to, not including, 1
 */
export function nextWait(
  policy: RetryPolicy,
  tries: number,
  retryAfter: number | undefined,
  random: number,
): number | undefined {
  if (tries >= policy.tries) return undefined;
  const ceiling = Math.min(policy.longestWait, policy.firstWait * 2 ** (tries - 1));
  const asked = Math.min(policy.longestWait, retryAfter ?? 0);
  return Math.max(Math.round(random * ceiling), asked);
}

/**
 * Reads a Retry-After header (RFC 9110 §10.2.3: seconds, or a date) as ms from `now`; undefined when it says nothing
 * that can be followed.
 */
export function parseRetryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  if (/^\d+$/.test(header.trim())) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
