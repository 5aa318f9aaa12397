import type { ContractUse } from '@zhishou/platform/contract/contract.store';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import type { Kept } from '@zhishou/rules/inspection/inspected-month';
import { type Day, dayOf } from '@zhishou/rules/month';
import type { EntityManager } from 'typeorm';

/**
 * Notes from which day on each contract is kept here: its own word, else the day on which the system first ran under it
 * (domain §10: a bureau may begin in mid-contract).
 */
export const noteKeptFrom: ContractUse = async (manager, contracts, now) => {
  const today = dayOf(now);
  for (const { id, keptFromDay, signedOn } of contracts) {
    const first = keptFromDay ?? (today > signedOn ? today : signedOn);
    await manager.query(
      `INSERT INTO kept_contract AS kept (contract_id, kept_from) VALUES ($1, $2)
       ON CONFLICT (contract_id) DO UPDATE SET kept_from = excluded.kept_from WHERE $3`,
      [id, first, keptFromDay !== null],
    );
  }
  return false;
};

/** The days of the contract that are kept here. */
export async function keptOf(manager: EntityManager, { id }: Pick<Contract, 'id'>): Promise<Kept> {
  const [kept] = await manager.query<{ from: Day }[]>(
    `SELECT kept_from::text AS "from" FROM kept_contract WHERE contract_id = $1`,
    [id],
  );
  return { keptFrom: kept?.from ?? null, endedOn: null };
}
