import { badInput } from '../errors.js';

/** Kafka takes 1 MiB in one message; this leaves room for its key, its headers and what the relay adds. */
export const MAX_EVENT_BYTES = 900_000;

/** What one journey to Kafka may weigh: those of one partition travel as one message set, which is bounded as well. */
export const MAX_BATCH_BYTES = 900_000;

/**
 * @param text what would be sent
 * @throws UserError BAD_USER_INPUT: Kafka would never take it, so nothing of it is written
 */
export function assertFits(text: string, what: string): void {
  const bytes = Buffer.byteLength(text);
  if (bytes > MAX_EVENT_BYTES)
    throw badInput([
      {
        path: 'input',
        message: `makes ${what} of ${bytes} bytes; at most ${MAX_EVENT_BYTES} can be passed on`,
      },
    ]);
}

/** The first of these that travel together; one at least. */
export function fitting<Item>(items: Item[], bytesOf: (item: Item) => number): Item[] {
  let sum = 0;
  const end = items.findIndex((item, at) => {
    sum += bytesOf(item);
    return at > 0 && sum > MAX_BATCH_BYTES;
  });
  return end === -1 ? items : items.slice(0, end);
}

/** Whether Kafka refuses this for its size, whatever the client wraps it in. */
export function isTooLarge(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) {
    const { type } = at as { type?: unknown };
    if (type === 'MESSAGE_TOO_LARGE' || type === 'RECORD_LIST_TOO_LARGE') return true;
  }
  return false;
}
