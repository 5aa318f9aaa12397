import { writeAudit } from '@zhishou/platform/audit/audit';
import { type ClockLedger, type DueMark, dueAt as dueOf } from '@zhishou/rules/clock';
import type { EntityManager } from 'typeorm';
import { type Alarm, raiseAlarm } from './alarm.js';

interface Reached extends Pick<Alarm, 'subject' | 'about' | 'title'> {
  clocks: readonly ClockLedger[];
  marks: readonly DueMark[];
  /** ms */
  now: number;
}

/** Calls somebody for each date that nears or has passed, by the name of its clock: `REVIEW_DUE`, `REVIEW_OVERDUE`. */
export async function tellDueMarks(
  manager: EntityManager,
  { subject, about, title, clocks, marks, now }: Reached,
): Promise<void> {
  for (const { clock: of, mark, at } of marks) {
    const clock = clocks.find(({ kind }) => kind === of)!;
    const reason = `${of}_${mark === 'BREACH' ? 'OVERDUE' : 'DUE'}`;
    const dueAt = dueOf(clock, clock.startedAt);
    await raiseAlarm(manager, { subject, of, mark, reason, about, title, dueAt }, at);
    await writeAudit(manager, {
      actorId: 'system:clock',
      action: reason,
      aggregateId: subject,
      after: { clock: of, mark, at: new Date(at), dueAt: new Date(dueAt) },
      at: new Date(now),
    });
  }
}
