import type { Choices } from '@zhishou/rules/contract/choices.types';
import { hazardRulesOf } from '@zhishou/rules/inspection/hazard-case';
import type { HazardRules } from '@zhishou/rules/inspection/hazard-date';
import type { EntityManager } from 'typeorm';

/** What the contract of the month in which a hazard is found says of its date. */
export async function hazardRules(manager: EntityManager, cycleId: string): Promise<HazardRules> {
  const [contract] = await manager.query<{ choices: Partial<Choices> }[]>(
    `SELECT content -> 'choices' AS choices FROM contract_version
     WHERE version = (SELECT contract_version FROM cycle WHERE id = $1)`,
    [cycleId],
  );
  return hazardRulesOf(contract!.choices);
}
