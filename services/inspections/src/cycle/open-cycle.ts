import { CYCLE_OPENED, type CycleEventData } from '@zhishou/messages/inspection-events';
import { TOPICS } from '@zhishou/messages/topics';
import { writeAudit } from '@zhishou/platform/audit/audit';
import { insertOnce } from '@zhishou/platform/db/insert-once';
import { appendEvent } from '@zhishou/platform/outbox/outbox';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { cycleRulesOf, openCycle as opened } from '@zhishou/rules/inspection/cycle-case';
import { type CycleDates, cycleDates, cycleMonths } from '@zhishou/rules/inspection/cycle-dates';
import type { Month } from '@zhishou/rules/month';
import type { EntityManager } from 'typeorm';
import { Cycle } from './cycle.entity.js';
import { cycleColumns } from './cycle.recording.js';
import { cycleSnapshot } from './cycle-snapshot.js';
import { keptOf } from '@zhishou/platform/contract/kept';

/** `{contract}/{yyyy-mm}`: a month is a contract's own (domain §10). */
export const cycleIdOf = (contract: Pick<Contract, 'id'>, month: Month): string => `${contract.id}/${month}`;

/** The dates of the months whose time to be planned has come by `now` (ms). */
export async function cyclesDue(
  manager: EntityManager,
  contract: Contract,
  now: number,
): Promise<CycleDates[]> {
  const kept = await keptOf(manager, contract);
  return cycleMonths(contract, kept)
    .map((month) => cycleDates(contract, month, kept)!)
    .filter(({ opensAt }) => opensAt <= now);
}

/** Opens the month, once. @returns whether it was not open before */
export async function openCycle(
  manager: EntityManager,
  contract: Contract,
  dates: CycleDates,
  now: number,
): Promise<boolean> {
  const process = opened(cycleIdOf(contract, dates.month), dates, cycleRulesOf(contract));
  const cycle = manager.create(Cycle, {
    id: process.cycleId,
    contractId: contract.id,
    month: dates.month,
    contractVersion: contract.version,
    openedAt: new Date(dates.opensAt),
    ...cycleColumns(process),
    processStartedAt: null,
  });
  if (!(await insertOnce(manager, Cycle, cycle))) return false;
  const data: CycleEventData = { cycle: cycleSnapshot(cycle) };
  const at = new Date(now);
  await appendEvent(manager, {
    topic: TOPICS.inspections,
    type: CYCLE_OPENED,
    subject: cycle.id,
    time: at,
    data,
  });
  const entry = { actorId: 'system:inspections', action: 'openCycle', aggregateId: cycle.id, at };
  await writeAudit(manager, {
    ...entry,
    after: { contractId: contract.id, month: dates.month, state: cycle.state },
  });
  return true;
}
