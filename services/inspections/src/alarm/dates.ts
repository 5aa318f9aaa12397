import { writeAudit } from '@zhishou/platform/audit/audit';
import { Mark } from '@zhishou/platform/process/mark.entity';
import type { Change } from '@zhishou/platform/process/recording';
import { type ClockLedger, type DueMark, dueAt, type MarkName } from '@zhishou/rules/clock';
import type { Case, Step } from '@zhishou/rules/life';
import type { EntityManager } from 'typeorm';
import { type Alarm, clearAlarmsOf, raiseAlarm } from './alarm.js';
import { OpenAlarm } from './open-alarm.entity.js';

/** How the dates of a kind are told. */
export interface Dates<Row> {
  /** by clock: what the contract calls it, before `_DUE` or `_OVERDUE` (escalation.yaml) */
  words: Readonly<Record<string, string>>;
  told(manager: EntityManager, row: Row): Promise<Pick<Alarm, 'about' | 'title'>>;
}

export interface Dated {
  id: string;
  version: number;
  process: Case & { clocks?: readonly ClockLedger[] };
}

const clocksOf = ({ process }: Dated): readonly ClockLedger[] => process.clocks ?? [];
const isEnded = ({ metAt, cancelledAt }: ClockLedger): boolean => metAt !== null || cancelledAt !== null;
const dueOf = (clock: ClockLedger): number => dueAt(clock, clock.startedAt);
const howOf = (mark: MarkName): string => (mark === 'BREACH' ? 'OVERDUE' : 'DUE');

/**
 * Calls somebody for each date that nears or has passed, and notes that it does; for one that is claimed only after what
 * it waited for was done, nobody. The row is locked. @param now the database's, ms
 */
export async function tellDates<Row extends Dated>(
  manager: EntityManager,
  dates: Dates<Row>,
  row: Row,
  marks: readonly DueMark[],
  now: number,
): Promise<void> {
  for (const { clock: kind, mark, at } of marks) {
    const clock = clocksOf(row).find((one) => one.kind === kind)!;
    if (!isEnded(clock)) await raise(manager, dates, row, clock, { mark, key: mark }, at);
    const after = {
      ...{ clock: kind, mark, at: new Date(at).toISOString() },
      dueAt: new Date(dueOf(clock)).toISOString(),
    };
    const entry = { actorId: 'system:clock', action: `${kind}_${howOf(mark)}`, aggregateId: row.id };
    await writeAudit(manager, { ...entry, after, at: new Date(now) });
  }
}

/**
 * What was told of a date is over once the step is taken that it waited for, and told again where that step did not
 * hold: it was sent back.
 */
export async function followDates<Row extends Dated>(
  manager: EntityManager,
  dates: Dates<Row>,
  { before, after, input, at }: Change<Row, Step>,
): Promise<void> {
  const wereOpen = new Map(clocksOf(before).map((clock) => [clock.kind, !isEnded(clock)]));
  const turned = clocksOf(after).filter((clock) => wereOpen.get(clock.kind) === isEnded(clock));
  const causes = turned.filter(isEnded).map(({ kind }) => kind);
  await clearAlarmsOf(manager, { subject: after.id, causes }, at, input.step.action);
  await raiseMissing(manager, dates, after, at, turned);
}

/**
 * Calls somebody for each date of the locked row that was told before, still waits and has no alarm. @param at ms
 * @param clocks those it asks for
 */
export async function raiseMissing<Row extends Dated>(
  manager: EntityManager,
  dates: Dates<Row>,
  row: Row,
  at: number,
  clocks = clocksOf(row),
): Promise<void> {
  for (const clock of clocks.filter((one) => !isEnded(one))) {
    const told = await manager.findBy(Mark, { caseId: row.id, clock: clock.kind });
    if (told.length === 0 || (await manager.existsBy(OpenAlarm, { subject: row.id, cause: clock.kind })))
      continue;
    const isOverdue = told.some(({ mark }) => mark === 'BREACH');
    // one that has passed meanwhile is about to be told for the first time
    if (!isOverdue && dueOf(clock) < at) continue;
    const mark = isOverdue ? 'BREACH' : (told[0]!.mark as MarkName);
    // an alarm that is over does not come back: one that is told again is another
    const key = clock.rebudgetedAt === null ? mark : `${mark}/${row.version}`;
    await raise(manager, dates, row, clock, { mark, key }, at);
  }
}

async function raise<Row extends Dated>(
  manager: EntityManager,
  dates: Dates<Row>,
  row: Row,
  clock: ClockLedger,
  { mark, key }: { mark: MarkName; key: string },
  at: number,
): Promise<void> {
  const reason = `${dates.words[clock.kind]}_${howOf(mark)}`;
  const facts = { ...(await dates.told(manager, row)), reason, dueAt: dueOf(clock) };
  await raiseAlarm(manager, { ...facts, subject: row.id, of: clock.kind, mark: key }, at);
}
