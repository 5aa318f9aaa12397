import { eachInTurn } from '@zhishou/platform/each-in-turn';
import { systemStep } from '@zhishou/platform/process/system-step';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { dayEnd } from '@zhishou/rules/month';
import type { Surroundings } from '../surroundings.js';
import { Cycle } from './cycle.entity.js';
import { CYCLES } from './cycle.table.js';

/**
 * Tells the months under way of a contract that ends before its time on which day it does. Repeating it changes nothing.
 * @throws the first problem; the months that had none know by then
 */
export async function endCycles(
  { db, sender, log }: Pick<Surroundings, 'db' | 'sender' | 'log'>,
  { id: contractId, termination }: Pick<Contract, 'id' | 'termination'>,
): Promise<void> {
  if (!termination) return;
  const endsAt = dayEnd(termination.lastDay);
  const carried = await db
    .getRepository(Cycle)
    .createQueryBuilder('cycle')
    .where('cycle.contractId = :contractId', { contractId })
    .andWhere(CYCLES.carriedNow)
    .getMany();
  await eachInTurn(
    carried.filter(({ process }) => process.to > endsAt),
    (cycle) => {
      const because = `${cycle.id}/${termination.lastDay}`;
      const step = { action: 'endEarly', endsAt } as const;
      return sender.send(CYCLES, cycle, systemStep({ actor: 'system:contract', because, step }));
    },
    (err, { id }) => log.error({ err, cycleId: id }, 'a month was not told that it ends early'),
  );
}
