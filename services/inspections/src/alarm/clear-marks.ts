import { ALARM_CLEARED, type AlarmClearedData } from '@zhishou/messages/inspection-events';
import { TOPICS } from '@zhishou/messages/topics';
import { appendEvent } from '@zhishou/platform/outbox/outbox';
import { Mark } from '@zhishou/platform/process/mark.entity';
import type { Case, Step } from '@zhishou/rules/life';
import type { ClockLedger } from '@zhishou/rules/clock';
import { In, type EntityManager } from 'typeorm';
import { alarmIdOf } from './alarm.js';

interface Stepped {
  before: { id: string; process: Case & { clocks: readonly ClockLedger[] } };
  after: { process: Case & { clocks: readonly ClockLedger[] } };
  input: { step: Step };
  at: number;
}

const isEnded = ({ metAt, cancelledAt }: ClockLedger): boolean => metAt !== null || cancelledAt !== null;

/** What was told of a date is over once the step is taken that it waited for. */
export async function clearAlarms(
  manager: EntityManager,
  { before, after, input, at }: Stepped,
): Promise<void> {
  const open = new Set(before.process.clocks.filter((clock) => !isEnded(clock)).map(({ kind }) => kind));
  const ended = after.process.clocks.filter((clock) => open.has(clock.kind) && isEnded(clock));
  if (ended.length === 0) return;
  const told = await manager.findBy(Mark, { caseId: before.id, clock: In(ended.map(({ kind }) => kind)) });
  for (const { clock, mark } of told) {
    const data: AlarmClearedData = {
      alarmId: alarmIdOf(before.id, clock, mark),
      at: new Date(at).toISOString(),
      why: input.step.action,
    };
    await appendEvent(manager, {
      topic: TOPICS.inspections,
      type: ALARM_CLEARED,
      subject: before.id,
      time: new Date(at),
      data,
    });
  }
}
