import type { StepSender } from '@zhishou/platform/process/step.sender';
import { systemStep } from '@zhishou/platform/process/system-step';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { dayEnd } from '@zhishou/rules/month';
import type { DataSource } from 'typeorm';
import { Cycle } from './cycle.entity.js';
import { CYCLES } from './cycle.table.js';

/** Tells the months under way of a contract that ends before its time on which day it does. Repeating it changes nothing. */
export async function endCycles(
  db: DataSource,
  sender: StepSender,
  { id: contractId, termination }: Pick<Contract, 'id' | 'termination'>,
): Promise<void> {
  if (!termination) return;
  const endsAt = dayEnd(termination.lastDay);
  const step = { action: 'endEarly', endsAt } as const;
  const carried = await db
    .getRepository(Cycle)
    .createQueryBuilder('cycle')
    .where('cycle.contractId = :contractId', { contractId })
    .andWhere(CYCLES.carriedNow)
    .getMany();
  for (const cycle of carried) {
    if (cycle.process.to <= endsAt) continue;
    const because = `${cycle.id}/${termination.lastDay}`;
    await sender.send(CYCLES, cycle, systemStep({ actor: 'system:contract', because, step }));
  }
}
