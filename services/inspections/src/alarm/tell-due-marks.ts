import { type ClockLedger, type DueMark, dueAt } from '@zhishou/rules/clock';
import type { EntityManager } from 'typeorm';
import type { Alarm } from './alarm.js';
import { tellMark } from './tell-mark.js';

interface Reached extends Pick<Alarm, 'subject' | 'about' | 'title'> {
  clocks: readonly ClockLedger[];
  marks: readonly DueMark[];
  /** ms */
  now: number;
}

/** Calls somebody for each date that nears or has passed, by the name of its clock: `REVIEW_DUE`, `REVIEW_OVERDUE`. */
export async function tellDueMarks(
  manager: EntityManager,
  { clocks, marks, now, ...told }: Reached,
): Promise<void> {
  for (const mark of marks) {
    const clock = clocks.find(({ kind }) => kind === mark.clock)!;
    const due = { ...told, word: mark.clock, dueAt: dueAt(clock, clock.startedAt) };
    await tellMark(manager, due, mark, now);
  }
}
