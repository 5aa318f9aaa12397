import type { Change } from '@zhishou/platform/process/recording';
import { Mark } from '@zhishou/platform/process/mark.entity';
import type { Case, Step } from '@zhishou/rules/life';
import type { ClockLedger } from '@zhishou/rules/clock';
import { In, type EntityManager } from 'typeorm';
import { clearAlarm } from './alarm.js';

interface Clocked {
  id: string;
  process: Case & { clocks?: readonly ClockLedger[] };
}

const isEnded = ({ metAt, cancelledAt }: ClockLedger): boolean => metAt !== null || cancelledAt !== null;

/** What was told of a date is over once the step is taken that it waited for. */
export async function clearMarks(
  manager: EntityManager,
  { before, after, input, at }: Change<Clocked, Step>,
): Promise<void> {
  const [clocks, now] = [before.process.clocks ?? [], after.process.clocks ?? []];
  const open = new Set(clocks.filter((clock) => !isEnded(clock)).map(({ kind }) => kind));
  const ended = now.filter((clock) => open.has(clock.kind) && isEnded(clock));
  if (ended.length === 0) return;
  const told = await manager.findBy(Mark, { caseId: before.id, clock: In(ended.map(({ kind }) => kind)) });
  for (const { clock, mark } of told)
    await clearAlarm(manager, { subject: before.id, of: clock, mark }, at, input.step.action);
}
