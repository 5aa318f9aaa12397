import type { ProcessStarter } from '../process.starter.js';
import type { StepUpdates } from '../step.updates.js';
import type { Drift } from './drift.js';

/** Brings a case and its process together again, where nothing has to be guessed. */
export class Mender {
  constructor(
    private readonly starter: ProcessStarter,
    private readonly updates: StepUpdates,
  ) {}

  /** @returns what was done; null: somebody has to look */
  async mend({ table, what, row }: Drift): Promise<string | null> {
    if (row === null) return null;
    switch (what) {
      case 'NOT_RUNNING':
        await this.starter.start(table, row, { lost: true });
        return 'started from the record';
      case 'NOT_NOTED':
        await this.starter.start(table, row);
        return 'noted as started';
      case 'STILL_RUNNING':
      case 'BEHIND':
        return (await this.updates.catchUp(table, row)) ? 'told the steps it had missed' : null;
      default:
        return null;
    }
  }
}
