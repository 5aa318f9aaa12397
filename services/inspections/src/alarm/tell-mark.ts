import { writeAudit } from '@zhishou/platform/audit/audit';
import type { DueMark } from '@zhishou/rules/clock';
import type { EntityManager } from 'typeorm';
import { type Alarm, raiseAlarm } from './alarm.js';

/** A date that nears or has passed. */
interface Told extends Pick<Alarm, 'subject' | 'about' | 'title'> {
  /** of the reason, before `_DUE` or `_OVERDUE` */
  word: string;
  dueAt: number;
}

/** Calls somebody for a date that nears or has passed, and notes that it does. @param now the database's, ms */
export async function tellMark(
  manager: EntityManager,
  { subject, about, title, word, dueAt }: Told,
  { clock, mark, at }: DueMark,
  now: number,
): Promise<void> {
  const how = mark === 'BREACH' ? 'OVERDUE' : 'DUE';
  const key = { subject, of: clock, mark };
  await raiseAlarm(manager, { ...key, reason: `${word}_${how}`, about, title, dueAt }, at);
  const after = { clock, mark, at: new Date(at).toISOString(), dueAt: new Date(dueAt).toISOString() };
  const entry = { actorId: 'system:clock', action: `${clock}_${how}`, aggregateId: subject };
  await writeAudit(manager, { ...entry, after, at: new Date(now) });
}
