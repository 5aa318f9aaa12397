import {
  ALARM_CLEARED,
  ALARM_RAISED,
  type AlarmClearedData,
  type AlarmRaisedData,
} from '@zhishou/messages/inspection-events';
import { TOPICS } from '@zhishou/messages/topics';
import { appendEvent } from '@zhishou/platform/outbox/outbox';
import type { EntityManager } from 'typeorm';

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

/** Calls somebody, in the transaction of the fact. @param at of the fact, ms */
export async function raiseAlarm(manager: EntityManager, alarm: Alarm, at: number): Promise<void> {
  const { subject, reason, about, title, dueAt = null } = alarm;
  const time = new Date(at);
  const data: AlarmRaisedData = {
    ...{ alarmId: idOf(alarm), reason, severity: null, about, title, at: time.toISOString() },
    dueAt: dueAt === null ? null : new Date(dueAt).toISOString(),
  };
  await appendEvent(manager, { topic: TOPICS.inspections, type: ALARM_RAISED, subject, time, data });
}

/** Says that the cause is gone, in the transaction in which it goes. @param at ms */
export async function clearAlarm(
  manager: EntityManager,
  alarm: AlarmKey,
  at: number,
  why: string,
): Promise<void> {
  const { subject } = alarm;
  const time = new Date(at);
  const data: AlarmClearedData = { alarmId: idOf(alarm), at: time.toISOString(), why };
  await appendEvent(manager, { topic: TOPICS.inspections, type: ALARM_CLEARED, subject, time, data });
}
