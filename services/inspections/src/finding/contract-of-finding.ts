import type { Choices } from '@zhishou/rules/contract/choices.types';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import type { EntityManager } from 'typeorm';

/** What findings need to know of the contract under which they are made; it may have been kept before there were choices. */
export interface ContractOfFinding extends Pick<Contract, 'checklist'> {
  choices: Partial<Choices>;
  /** whether the month's cycle is over */
  isClosed: boolean;
}

export async function contractOfFinding(manager: EntityManager, cycleId: string): Promise<ContractOfFinding> {
  const [contract] = await manager.query<ContractOfFinding[]>(
    `SELECT content -> 'choices' AS choices, content -> 'checklist' AS checklist,
       cycle.process ->> 'closedAt' IS NOT NULL AS "isClosed"
     FROM cycle JOIN contract_version AS kept ON kept.version = cycle.contract_version WHERE cycle.id = $1`,
    [cycleId],
  );
  return contract!;
}
