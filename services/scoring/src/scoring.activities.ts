import type { ScoringActivities } from '@zhishou/messages/scoring';
import type { Logger } from '@zhishou/platform/log';
import type { StepSender } from '@zhishou/platform/process/step.sender';
import { beating } from '@zhishou/platform/temporal/beating';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import type { DataSource } from 'typeorm';
import { noteFacts } from './fact/note-facts.js';
import { openSettlements } from './settlement/open-settlements.js';
import { revisePrices } from './settlement/revise-price.js';
import { settleContracts } from './settlement/settle-contracts.js';
import { openSheets } from './sheet/open-sheets.js';

export interface Surroundings {
  db: DataSource;
  sender: StepSender;
  contracts: readonly Contract[];
  log: Logger;
}

/** What the processes of scoring bring about beside their own case. */
export const scoringActivities = ({ db, sender, contracts, log }: Surroundings): ScoringActivities => ({
  openScores: () =>
    beating(async () => {
      await noteFacts(db);
      await openSettlements(db, contracts);
      await revisePrices({ db, sender, log }, contracts);
      const sheets = await openSheets(db, contracts);
      if (sheets.length > 0) log.info({ sheets }, 'months are open to be scored');
      return sheets;
    }),
  settleContracts: () =>
    beating(async () => {
      const settled = await settleContracts(db, sender, contracts);
      if (settled.length > 0) log.info({ contracts: settled }, 'contracts are settled');
      return settled;
    }),
});
