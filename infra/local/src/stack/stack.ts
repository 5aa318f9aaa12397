import type { PartStatus } from '../supervisor/part.js';

/** A running stack and what can be done to its parts, from the launcher itself or, over its control port, from elsewhere. */
export interface Stack {
  status(): Promise<PartStatus[]>;
  /** Sends a signal to a part; the supervisor starts it again when it dies. Answers once a killed part is gone. */
  killPart(name: string, signal?: NodeJS.Signals): Promise<void>;
  /** Stops a part, which stays away until it is started. */
  stopPart(name: string): Promise<void>;
  /** Starts a stopped part and waits until it is healthy. */
  startPart(name: string): Promise<void>;
  /** Waits until a part is healthy; rejects with its last log lines when it does not come up. */
  untilHealthy(name: string): Promise<void>;
  /** Stops everything. */
  stop(): Promise<void>;
}
