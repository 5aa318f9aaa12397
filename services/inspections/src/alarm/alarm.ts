import {
  ALARM_CLEARED,
  ALARM_RAISED,
  type AlarmClearedData,
  type AlarmRaisedData,
} from '@zhishou/messages/inspection-events';
import { TOPICS } from '@zhishou/messages/topics';
import { insertOnce } from '@zhishou/platform/db/insert-once';
import { appendEvent } from '@zhishou/platform/outbox/outbox';
import { type EntityManager, In } from 'typeorm';
import { OpenAlarm } from './open-alarm.entity.js';

/** What makes an alarm the one it is: the same is one, whatever is repeated. */
export interface AlarmKey {
  /** the case or task it is about */
  subject: string;
  /** the clock or the wait */
  of: string;
  /** the mark of the clock, or which round of the wait */
  mark: string | number;
}

export interface Alarm extends AlarmKey {
  /** the contract's name for what calls somebody (escalation.yaml) */
  reason: string;
  about: Record<string, string>;
  title: string;
  dueAt?: number | null;
}

const idOf = ({ subject, of, mark }: AlarmKey): string => `${subject}/${of}/${mark}`;

/** Calls somebody, in the transaction of the fact; nothing happens while the same alarm stands. @param at of the fact, ms */
export async function raiseAlarm(manager: EntityManager, alarm: Alarm, at: number): Promise<void> {
  const { subject, reason, about, title, dueAt = null } = alarm;
  const time = new Date(at);
  const open = { id: idOf(alarm), subject, cause: alarm.of, raisedAt: time };
  if (!(await insertOnce(manager, OpenAlarm, open))) return;
  const data: AlarmRaisedData = {
    ...{ alarmId: open.id, reason, severity: null, about, title, at: time.toISOString() },
    dueAt: dueAt === null ? null : new Date(dueAt).toISOString(),
  };
  await appendEvent(manager, { topic: TOPICS.inspections, type: ALARM_RAISED, subject, time, data });
}

/** Says that the cause is gone, in the transaction in which it goes. @param at ms */
export const clearAlarm = (manager: EntityManager, key: AlarmKey, at: number, why: string): Promise<void> =>
  end(manager, key.subject, idOf(key), at, why);

/** Ends what stands of these clocks or waits of the subject. @param at ms */
export async function clearAlarmsOf(
  manager: EntityManager,
  { subject, causes }: { subject: string; causes: readonly string[] },
  at: number,
  why: string,
): Promise<void> {
  if (causes.length === 0) return;
  const standing = await manager.find(OpenAlarm, {
    where: { subject, cause: In(causes) },
    order: { raisedAt: 'ASC', id: 'ASC' },
  });
  for (const { id } of standing) await end(manager, subject, id, at, why);
}

async function end(
  manager: EntityManager,
  subject: string,
  id: string,
  at: number,
  why: string,
): Promise<void> {
  await manager.delete(OpenAlarm, { id });
  const time = new Date(at);
  const data: AlarmClearedData = { alarmId: id, at: time.toISOString(), why };
  await appendEvent(manager, { topic: TOPICS.inspections, type: ALARM_CLEARED, subject, time, data });
}
