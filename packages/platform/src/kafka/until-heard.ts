import { setTimeout as wait } from 'node:timers/promises';

const HEARD_WITHIN_MS = 15_000;
const LOOK_EVERY_MS = 50;

/**
 * Waits until the broker that is asked has heard of all that the controller has already said is done: the two are told
 * one after the other.
 * @param missing names what it does not know yet
 * @throws Error that names what is still missing after 15 s
 */
export async function untilHeard(missing: () => Promise<string[]>): Promise<void> {
  const deadline = Date.now() + HEARD_WITHIN_MS;
  for (;;) {
    const names = await missing();
    if (names.length === 0) return;
    if (Date.now() >= deadline) throw new Error(`Kafka does not know yet: ${names.join(', ')}`);
    await wait(LOOK_EVERY_MS);
  }
}
