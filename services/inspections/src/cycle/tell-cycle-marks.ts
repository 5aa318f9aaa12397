import {
  ALARM_RAISED,
  type AlarmRaisedData,
  CYCLE_OVERDUE,
  type CycleOverdueData,
} from '@zhishou/messages/inspection-events';
import { TOPICS } from '@zhishou/messages/topics';
import { writeAudit } from '@zhishou/platform/audit/audit';
import { appendEvent } from '@zhishou/platform/outbox/outbox';
import type { DueMark } from '@zhishou/rules/clock';
import type { CycleClock } from '@zhishou/rules/inspection/cycle-life';
import type { EntityManager } from 'typeorm';
import { alarmIdOf, reasonOf } from '../alarm/alarm.js';
import type { Cycle } from './cycle.entity.js';
import { cycleSnapshot, dueOf } from './cycle-snapshot.js';

/** Calls somebody for each date that nears or has passed; what is late is a fact of the month. */
export async function tellCycleMarks(
  manager: EntityManager,
  cycle: Cycle,
  marks: readonly DueMark[],
  now: number,
): Promise<void> {
  for (const mark of marks) await tell(manager, cycle, mark as DueMark<CycleClock>, now);
}

async function tell(
  manager: EntityManager,
  cycle: Cycle,
  { clock, mark, at }: DueMark<CycleClock>,
  now: number,
): Promise<void> {
  const due = new Date(dueOf(cycle, clock)!).toISOString();
  const event = { topic: TOPICS.inspections, subject: cycle.id, time: new Date(at) };
  const reason = reasonOf(clock, mark);
  const alarm: AlarmRaisedData = {
    alarmId: alarmIdOf(cycle.id, clock, mark),
    reason,
    severity: null,
    about: { month: cycle.month, contractId: cycle.contractId },
    title: cycle.month,
    at: new Date(at).toISOString(),
    dueAt: due,
  };
  await appendEvent(manager, { ...event, type: ALARM_RAISED, data: alarm });
  if (mark === 'BREACH') {
    const data: CycleOverdueData = { cycle: cycleSnapshot(cycle), clock, dueAt: due };
    await appendEvent(manager, { ...event, type: CYCLE_OVERDUE, data });
  }
  await writeAudit(manager, {
    actorId: 'system:clock',
    action: `${clock}_${mark === 'BREACH' ? 'OVERDUE' : 'DUE'}`,
    aggregateId: cycle.id,
    after: { clock, mark, at: new Date(at).toISOString(), dueAt: due },
    at: new Date(now),
  });
}
