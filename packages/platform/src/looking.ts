import { backoff, pause } from './backoff.js';
import type { Logger } from './log.js';

export interface Look {
  /** @returns the first problem, if there is one; what had none is done all the same */
  look: () => Promise<unknown>;
  everyMs: number;
  /** for the log, when a look had a problem */
  problem: string;
}

/** between looks while they fail */
const MOST_MS = 30_000;

/**
 * Looks at how things stand, again and again until stopped: whatever was lost, away or changed meanwhile is made good by
 * the next look. For what follows from an event that must not be missed, in any number of processes at once.
 */
export function keepLooking({ look, everyMs, problem }: Look, log: Logger): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;
  const onAndOn = async () => {
    let failures = 0;
    while (!signal.aborted) {
      const err = await look().catch((error: unknown) => error);
      failures = err === undefined ? 0 : failures + 1;
      if (err !== undefined) log.warn({ err }, problem);
      await pause(failures === 0 ? everyMs : backoff(failures, everyMs, MOST_MS), signal);
    }
  };
  const looking = onAndOn();
  return {
    stop: () => {
      stopping.abort();
      return looking;
    },
  };
}
