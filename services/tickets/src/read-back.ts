import { isDatabaseAway } from '@zhishou/platform/format-error';
import { outcomeUnknown } from '@zhishou/platform/errors';

/** Reads what a change has made. Were the database lost only now, the change would stand all the same. */
export async function readBack<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw isDatabaseAway(error) ? outcomeUnknown() : error;
  }
}
