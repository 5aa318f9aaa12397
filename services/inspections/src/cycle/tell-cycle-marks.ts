import { CYCLE_OVERDUE, type CycleOverdueData } from '@zhishou/messages/inspection-events';
import { TOPICS } from '@zhishou/messages/topics';
import { writeAudit } from '@zhishou/platform/audit/audit';
import { appendEvent } from '@zhishou/platform/outbox/outbox';
import type { DueMark, MarkName } from '@zhishou/rules/clock';
import type { CycleClock } from '@zhishou/rules/inspection/cycle-life';
import type { EntityManager } from 'typeorm';
import { raiseAlarm } from '../alarm/alarm.js';
import type { Cycle } from './cycle.entity.js';
import { cycleSnapshot, dueOf } from './cycle-snapshot.js';

/** The contract's names for what calls somebody (escalation.yaml); COVERAGE, JOINT_TEST and CALL are parts of the report. */
const WORD: Record<CycleClock, 'PLAN' | 'SUMMARY' | 'REPORT'> = {
  PLAN: 'PLAN',
  SUMMARY: 'SUMMARY',
  COVERAGE: 'REPORT',
  JOINT_TEST: 'REPORT',
  CALL: 'REPORT',
};

const reasonOf = (clock: CycleClock, mark: MarkName): string =>
  `${WORD[clock]}_${mark === 'BREACH' ? 'OVERDUE' : 'DUE'}`;

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
  const dueAt = dueOf(cycle, clock)!;
  const due = new Date(dueAt).toISOString();
  const { id, month, contractId } = cycle;
  const reason = reasonOf(clock, mark);
  const about = { month, contractId };
  await raiseAlarm(manager, { subject: id, of: clock, mark, reason, about, title: month, dueAt }, at);
  if (mark === 'BREACH') {
    const data: CycleOverdueData = { cycle: cycleSnapshot(cycle), clock, dueAt: due };
    const event = { topic: TOPICS.inspections, type: CYCLE_OVERDUE, subject: id, time: new Date(at) };
    await appendEvent(manager, { ...event, data });
  }
  await writeAudit(manager, {
    actorId: 'system:clock',
    action: `${clock}_${mark === 'BREACH' ? 'OVERDUE' : 'DUE'}`,
    aggregateId: id,
    after: { clock, mark, at: new Date(at).toISOString(), dueAt: due },
    at: new Date(now),
  });
}
