import { databaseNow } from '@zhishou/platform/db/clock';
import { inTransaction } from '@zhishou/platform/db/transaction';
import { eachInTurn } from '@zhishou/platform/each-in-turn';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import type { Month } from '@zhishou/rules/month';
import type { DataSource } from 'typeorm';
import type { Surroundings } from '../surroundings.js';
import { endCycles } from './end-cycles.js';
import { cyclesDue, openCycle } from './open-cycle.js';

/**
 * Ends months of contracts that end early, opens those whose time to be planned has come. What fails holds up nothing else.
 * @returns those that were opened
 * @throws the first problem, once all was tried
 */
export async function openCycles(around: Omit<Surroundings, 'coverages'>): Promise<Month[]> {
  const { db, contracts, log } = around;
  const opened: Month[] = [];
  const open = async (contract: Contract): Promise<void> => {
    const months = await openDue(db, contract);
    if (months.length > 0) log.info({ contractId: contract.id, months }, 'months are open to be planned');
    opened.push(...months);
  };
  const owed = contracts.flatMap((contract) => [
    { contractId: contract.id, work: () => endCycles(around, contract) },
    { contractId: contract.id, work: () => open(contract) },
  ]);
  await eachInTurn(
    owed,
    ({ work }) => work(),
    (err, { contractId }) => log.error({ err, contractId }, 'months are not opened or ended yet'),
  );
  return opened;
}

const openDue = (db: DataSource, contract: Contract): Promise<Month[]> =>
  inTransaction(db, async (manager) => {
    const now = await databaseNow(manager);
    const opened: Month[] = [];
    for (const dates of await cyclesDue(manager, contract, now))
      if (await openCycle(manager, contract, dates, now)) opened.push(dates.month);
    return opened;
  });
