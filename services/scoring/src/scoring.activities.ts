import type { ScoringActivities } from '@zhishou/messages/scoring';
import type { Logger } from '@zhishou/platform/log';
import { beating } from '@zhishou/platform/temporal/beating';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import type { DataSource } from 'typeorm';
import { openSheets } from './sheet/open-sheets.js';

export interface Surroundings {
  db: DataSource;
  contracts: readonly Contract[];
  log: Logger;
}

/** What the processes of scoring bring about beside their own case. */
export const scoringActivities = ({ db, contracts, log }: Surroundings): ScoringActivities => ({
  openSheets: () =>
    beating(async () => {
      const sheets = await openSheets(db, contracts);
      if (sheets.length > 0) log.info({ sheets }, 'months are open to be scored');
      return sheets;
    }),
});
