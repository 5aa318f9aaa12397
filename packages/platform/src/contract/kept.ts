import type { ContractUse } from './contract.store.js';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import type { Kept } from '@zhishou/rules/inspection/inspected-month';
import { dayOf } from '@zhishou/rules/month';
import type { EntityManager } from 'typeorm';

/**
 * Notes from which day on each contract is kept here: its own word, else the day on which the system first ran under it
 * (domain §10: a bureau may begin in mid-contract); and on which it ends before its time, for months that began under an
 * earlier version of it.
 */
export const noteKeptFrom: ContractUse = async (manager, contracts, now) => {
  const today = dayOf(now);
  for (const { id, keptFromDay, signedOn, termination } of contracts) {
    const first = keptFromDay ?? (today > signedOn ? today : signedOn);
    await manager.query(
      `INSERT INTO kept_contract AS kept (contract_id, kept_from, ended_on) VALUES ($1, $2, $4)
       ON CONFLICT (contract_id) DO UPDATE SET ended_on = excluded.ended_on,
         kept_from = CASE WHEN $3 THEN excluded.kept_from ELSE kept.kept_from END`,
      [id, first, keptFromDay !== null, termination?.lastDay ?? null],
    );
  }
  return false;
};

/** The days of the contract that are kept here. */
export async function keptOf(
  manager: EntityManager,
  { id, termination }: Pick<Contract, 'id' | 'termination'>,
): Promise<Kept> {
  const [kept] = await manager.query<Kept[]>(
    `SELECT kept_from::text AS "keptFrom", ended_on::text AS "endedOn" FROM kept_contract WHERE contract_id = $1`,
    [id],
  );
  // a version of before there were any says nothing
  const endedOn = termination?.lastDay ?? kept?.endedOn ?? null;
  return { keptFrom: kept?.keptFrom ?? null, endedOn };
}
