import type { SessionOf } from '../auth/caller.js';
import type { Logger } from '../log.js';
import type { StandingSource } from '../people/standing.js';

const EVERY_MS = 300;

/**
 * Looks after the sign-ins behind what stays open, so that it ends with them though nothing comes by: one statement
 * each time for all of them, none while nothing is open. A look that fails is made again.
 */
export class SessionWatch {
  private readonly watched = new Map<object, { session: SessionOf; onOver: () => void }>();
  private timer?: NodeJS.Timeout;

  constructor(
    private readonly standing: StandingSource,
    private readonly logger: Logger,
  ) {}

  /** Calls `onOver` once when the sign-in is over. @returns what stops watching */
  add(session: SessionOf, onOver: () => void): () => void {
    const key = {};
    this.watched.set(key, { session, onOver });
    this.timer ??= this.lookLater();
    return () => this.watched.delete(key);
  }

  private lookLater(): NodeJS.Timeout {
    return setTimeout(() => void this.look(), EVERY_MS).unref();
  }

  private async look(): Promise<void> {
    const open = [...this.watched];
    const sessions = new Map(open.map(([, { session }]) => [keyOf(session), session]));
    try {
      const over = sessions.size === 0 ? [] : await this.standing.areOver([...sessions.values()]);
      const isOver = new Map([...sessions.keys()].map((key, index) => [key, over[index]]));
      for (const [key, { session, onOver }] of open)
        if (isOver.get(keyOf(session)) && this.watched.delete(key)) onOver();
    } catch (error) {
      this.logger.warn(
        { err: error },
        'open streams could not be compared with their sessions; trying again',
      );
    }
    this.timer = this.watched.size > 0 ? this.lookLater() : undefined;
  }
}

const keyOf = ({ personId, sessionId, sessionEpoch }: SessionOf) =>
  `${personId} ${sessionId} ${sessionEpoch}`;
