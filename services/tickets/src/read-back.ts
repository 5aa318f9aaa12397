import { isDatabaseAway } from '@zhishou/platform/format-error';
import { unavailable } from '@zhishou/platform/errors';

/** What to say when PostgreSQL is lost in the middle: "nothing was changed" could be a lie (ADR 3). */
export const outcomeUnknown = () =>
  unavailable('Whether it was done is not known: look again, or repeat it with the same idempotencyKey');

/** Reads what a change has made. Were the database lost only now, the change would stand all the same. */
export async function readBack<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw isDatabaseAway(error) ? outcomeUnknown() : error;
  }
}
