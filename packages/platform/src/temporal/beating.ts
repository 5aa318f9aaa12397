import { Context } from '@temporalio/activity';

const EVERY_MS = 3_000;

/** Does an activity's work and tells Temporal meanwhile that its process lives: a dead one's work is done anew soon. */
export async function beating<T>(work: () => Promise<T>): Promise<T> {
  const context = Context.current();
  const timer = setInterval(() => context.heartbeat(), EVERY_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
