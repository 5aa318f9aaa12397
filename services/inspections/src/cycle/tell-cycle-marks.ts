import { CYCLE_OVERDUE, type CycleOverdueData } from '@zhishou/messages/inspection-events';
import { TOPICS } from '@zhishou/messages/topics';
import { appendEvent } from '@zhishou/platform/outbox/outbox';
import type { DueMark } from '@zhishou/rules/clock';
import type { CycleClock } from '@zhishou/rules/inspection/cycle-life';
import type { EntityManager } from 'typeorm';
import { tellMark } from '../alarm/tell-mark.js';
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
  due: DueMark<CycleClock>,
  now: number,
): Promise<void> {
  const { id, month, contractId } = cycle;
  const { clock, mark, at } = due;
  const dueAt = dueOf(cycle, clock)!;
  if (mark === 'BREACH') {
    const data: CycleOverdueData = {
      cycle: cycleSnapshot(cycle),
      clock,
      dueAt: new Date(dueAt).toISOString(),
    };
    const event = { topic: TOPICS.inspections, type: CYCLE_OVERDUE, subject: id, time: new Date(at) };
    await appendEvent(manager, { ...event, data });
  }
  const told = { subject: id, about: { month, contractId }, title: month, word: WORD[clock], dueAt };
  await tellMark(manager, told, due, now);
}
