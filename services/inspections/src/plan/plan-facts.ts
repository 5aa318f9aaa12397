import { PersonProjection } from '@zhishou/platform/people/person.entity';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import type { PlanFacts } from '@zhishou/rules/inspection/visit-plan';
import type { Month } from '@zhishou/rules/month';
import type { EntityManager } from 'typeorm';
import { keptOf } from '@zhishou/platform/contract/kept';

/** What a plan of the month is checked against: the contract, and the engineers who may be sent. */
export async function planFacts(
  manager: EntityManager,
  contract: Contract,
  month: Month,
): Promise<PlanFacts & { contract: Contract }> {
  const engineers = await manager.find(PersonProjection, {
    select: { id: true },
    where: { role: 'PROVIDER_ENGINEER', active: true, ndaSigned: true },
    order: { id: 'ASC' },
  });
  return {
    contract,
    month,
    kept: await keptOf(manager, contract),
    engineerIds: engineers.map(({ id }) => id),
  };
}
