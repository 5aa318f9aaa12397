import { type ClockLedger, marksOf, openClock, rebudgetClock } from '../clock.js';
import { type Day, DAY_MS, dayEnd } from '../month.js';

/** A date to keep. Instants in ms. */
export interface DueInstants {
  /** 24:00 of the day: the first instant that is late is the one after */
  dueAt: number;
  /** when it is recalled; null where the contract folder recalls nothing */
  remindAt: number | null;
}

/** In time until 24:00 of the day, and recalled so many days before that (0: never), though not before `since`, ms. */
export const dueOn = (day: Day, remindDays: number, since = -Infinity): DueInstants => ({
  dueAt: dayEnd(day),
  remindAt: remindDays === 0 ? null : Math.max(since, dayEnd(day) - remindDays * DAY_MS),
});

/**
 * A due date as a clock: it runs from `startedAt` (ms) to the due instant whatever happens, warns when the date is
 * recalled and is breached by its passing. Begun late, its marks stand at once.
 */
export const openDueClock = <Kind extends string>(
  kind: Kind,
  { dueAt, remindAt }: DueInstants,
  startedAt: number,
): ClockLedger<Kind> =>
  openClock(
    kind,
    {
      budgetMs: Math.max(0, dueAt - startedAt),
      warnAt: remindAt === null ? [] : [{ mark: 'WARNING_1', beforeMs: dueAt - remindAt }],
    },
    Math.min(startedAt, dueAt),
    true,
  );

/**
 * What had met the date did not hold: it is due as before, and where the day has passed meanwhile, it is breached now.
 * Unlike a fault's clock, a date does not wait while it seemed met.
 */
export const reopenDueClock = <Kind extends string>(
  clock: ClockLedger<Kind>,
  at: number,
): ClockLedger<Kind> =>
  clock.metAt === null
    ? clock
    : {
        ...clock,
        metAt: null,
        intervals: [{ from: clock.startedAt, to: null }],
        rebudgetedAt: at,
        marksBefore: marksOf(clock).filter((mark) => mark.at < at),
      };

/** The date is to be kept earlier, by `dueAt`; where that has passed already, it is breached now. Instants in ms. */
export const advanceDueClock = <Kind extends string>(
  clock: ClockLedger<Kind>,
  dueAt: number,
  at: number,
): ClockLedger<Kind> =>
  rebudgetClock(clock, { budgetMs: Math.max(0, dueAt - clock.startedAt), warnAt: clock.warnAt }, at);
