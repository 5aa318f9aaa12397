import type { Change } from '@zhishou/platform/process/recording';
import type { Step } from '@zhishou/rules/life';
import type { EntityManager } from 'typeorm';
import { type Alarm, clearAlarm, raiseAlarm } from './alarm.js';

/** How rows of a kind wait for the bureau. */
export interface Waits<Row> {
  /** by state: what the contract calls the wait, if it is one (escalation.yaml) */
  reasons: Readonly<Record<string, string>>;
  roundOf(row: Row): number;
  told(manager: EntityManager, row: Row): Promise<Pick<Alarm, 'about' | 'title'>>;
}

interface Stated {
  id: string;
  state: string;
}

/** Calls somebody if the row waits for the bureau now. @param at ms */
export async function raiseWait<Row extends Stated>(
  manager: EntityManager,
  waits: Waits<Row>,
  row: Row,
  at: number,
): Promise<void> {
  const reason = waits.reasons[row.state];
  if (reason === undefined) return;
  const told = await waits.told(manager, row);
  await raiseAlarm(manager, { ...told, subject: row.id, of: reason, mark: waits.roundOf(row), reason }, at);
}

/** A step ends the wait it was waited for, and may begin another. */
export async function tellWaits<Row extends Stated>(
  manager: EntityManager,
  waits: Waits<Row>,
  { before, after, input, at }: Change<Row, Step>,
): Promise<void> {
  if (before.state === after.state) return;
  const over = waits.reasons[before.state];
  const key = { subject: before.id, of: over ?? '', mark: waits.roundOf(before) };
  if (over !== undefined) await clearAlarm(manager, key, at, input.step.action);
  await raiseWait(manager, waits, after, at);
}
