import type { Choices } from '@zhishou/rules/contract/choices.types';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import type { EntityManager } from 'typeorm';

/** What findings need to know of the contract under which they are made; it may have been kept before there were choices. */
export interface ContractOfFinding extends Pick<Contract, 'checklist'> {
  choices: Partial<Choices>;
}

export async function contractOfFinding(manager: EntityManager, cycleId: string): Promise<ContractOfFinding> {
  const [contract] = await manager.query<ContractOfFinding[]>(
    `SELECT content -> 'choices' AS choices, content -> 'checklist' AS checklist FROM contract_version
     WHERE version = (SELECT contract_version FROM cycle WHERE id = $1)`,
    [cycleId],
  );
  return contract!;
}
