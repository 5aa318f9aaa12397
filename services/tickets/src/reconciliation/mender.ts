import type { ProcessStarter } from '@zhishou/platform/process/process.starter';
import type { StepUpdates } from '@zhishou/platform/process/step.updates';
import type { Drift } from './drift.js';
import { TICKETS } from '../process/ticket.table.js';

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
        await this.starter.start(TICKETS, ticket, { lost: true });
        return 'started from the record';
      case 'NOT_NOTED':
        await this.starter.start(TICKETS, ticket);
        return 'noted as started';
      case 'STILL_RUNNING':
      case 'BEHIND':
        return (await this.updates.catchUp(TICKETS, ticket)) ? 'told the steps it had missed' : null;
      case 'AHEAD':
      case 'NO_TICKET':
        return null;
    }
  }
}
