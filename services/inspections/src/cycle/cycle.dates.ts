import { CYCLE_OVERDUE, type CycleOverdueData } from '@zhishou/messages/inspection-events';
import { TOPICS } from '@zhishou/messages/topics';
import { appendEvent } from '@zhishou/platform/outbox/outbox';
import type { Change } from '@zhishou/platform/process/recording';
import type { DueMark } from '@zhishou/rules/clock';
import type { CycleStep } from '@zhishou/rules/inspection/cycle-case';
import type { CycleClock } from '@zhishou/rules/inspection/cycle-life';
import type { EntityManager } from 'typeorm';
import { clearAlarmsOf } from '../alarm/alarm.js';
import { type Dates, followDates, tellDates } from '../alarm/dates.js';
import type { Cycle } from './cycle.entity.js';
import { cycleSnapshot, dueOf } from './cycle-snapshot.js';

/** COVERAGE, JOINT_TEST and CALL are parts of the report. */
const WORDS: Record<CycleClock, 'PLAN' | 'SUMMARY' | 'REPORT'> = {
  PLAN: 'PLAN',
  SUMMARY: 'SUMMARY',
  COVERAGE: 'REPORT',
  JOINT_TEST: 'REPORT',
  CALL: 'REPORT',
};

export const CYCLE_DATES: Dates<Cycle> = {
  words: WORDS,
  told: (_manager, { month, contractId }) => Promise.resolve({ about: { month, contractId }, title: month }),
};

/** Calls somebody for each date that nears or has passed; what is late is a fact of the month. */
export async function tellCycleDates(
  manager: EntityManager,
  cycle: Cycle,
  marks: readonly DueMark[],
  now: number,
): Promise<void> {
  for (const mark of marks) {
    if (mark.mark === 'BREACH') await tellOverdue(manager, cycle, mark as DueMark<CycleClock>);
    await tellDates(manager, CYCLE_DATES, cycle, [mark], now);
  }
}

/** What was told of a date is over once it is kept; and of one that was not, once the month is closed. */
export async function followCycleDates(
  manager: EntityManager,
  change: Change<Cycle, CycleStep>,
): Promise<void> {
  await followDates(manager, CYCLE_DATES, change);
  const { before, after, input, at } = change;
  if (after.state !== 'CLOSED' || before.state === 'CLOSED') return;
  const past = after.process.clocks.map(({ kind }) => kind).filter((kind) => dueOf(after, kind)! < at);
  await clearAlarmsOf(manager, { subject: after.id, causes: past }, at, input.step.action);
}

async function tellOverdue(
  manager: EntityManager,
  cycle: Cycle,
  { clock, at }: DueMark<CycleClock>,
): Promise<void> {
  const data: CycleOverdueData = {
    cycle: cycleSnapshot(cycle),
    clock,
    dueAt: new Date(dueOf(cycle, clock)!).toISOString(),
  };
  const event = { topic: TOPICS.inspections, type: CYCLE_OVERDUE, subject: cycle.id, time: new Date(at) };
  await appendEvent(manager, { ...event, data });
}
