import { Transition } from '@zhishou/platform/process/transition.entity';
import type { EntityManager } from 'typeorm';
import { namesOf } from '@zhishou/platform/people/names';

/** Who speaks for the provider in a month: whoever submitted its plan last; empty before the first. */
export async function preparerOf(manager: EntityManager, cycleId: string): Promise<string> {
  const submitted = await manager.findOne(Transition, {
    where: { caseId: cycleId, action: 'submitPlan' },
    order: { version: 'DESC' },
  });
  return (await namesOf(manager, [submitted?.byId]))(submitted?.byId);
}
