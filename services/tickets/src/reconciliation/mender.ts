import type { ProcessStarter } from '../process/process.starter.js';
import type { StepUpdates } from '../step/step.updates.js';
import type { Drift } from './drift.js';

/** Brings a ticket and its process together again, where nothing has to be guessed. */
export class Mender {
  constructor(
    private readonly starter: ProcessStarter,
    private readonly updates: StepUpdates,
  ) {}

  /** @returns what was done; null: somebody has to look */
  async mend({ what, ticket }: Drift): Promise<string | null> {
    if (ticket === null) return null;
    switch (what) {
      case 'NOT_RUNNING':
        await this.starter.start(ticket, { lost: true });
        return 'started from the record';
      case 'NOT_NOTED':
        await this.starter.start(ticket);
        return 'noted as started';
      case 'STILL_RUNNING':
      case 'BEHIND':
        return (await this.updates.catchUp(ticket)) ? 'told the steps it had missed' : null;
      case 'AHEAD':
      case 'NO_TICKET':
        return null;
    }
  }
}
