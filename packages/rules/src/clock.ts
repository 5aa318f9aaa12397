export type MarkName = 'BREACH' | `WARNING_${number}`;

/** A mark before the breach, when a part of the budget is gone: numerator / denominator. */
export interface PartGone {
  mark: MarkName;
  numerator: number;
  denominator: number;
}

/** A mark before the breach, when so much of the budget is left, ms. */
export interface TimeLeft {
  mark: MarkName;
  beforeMs: number;
}

export type WarnMark = PartGone | TimeLeft;

export interface ClockInterval {
  /** ms since the epoch */
  from: number;
  /** null while the clock runs */
  to: number | null;
}

/**
 * A deadline as a ledger: a budget and the intervals in which it was spent. All instants and lengths in
 * milliseconds. Due time, state and marks are derived, so a pause costs nothing and nothing drifts.
 */
export interface ClockLedger<Kind extends string = string> {
  kind: Kind;
  startedAt: number;
  budgetMs: number;
  warnAt: WarnMark[];
  intervals: ClockInterval[];
  metAt: number | null;
  cancelledAt: number | null;
  /** the instant of the last reclassification: no mark of the new budget is earlier */
  rebudgetedAt: number | null;
  /** the marks that stood under an earlier budget; they stay */
  marksBefore: DueMark<Kind>[];
}

export type ClockState = 'RUNNING' | 'PAUSED' | 'MET' | 'BREACHED' | 'MET_LATE' | 'CANCELLED';

export interface DueMark<Kind extends string = string> {
  clock: Kind;
  mark: MarkName;
  at: number;
}

/** Opens a clock that counts from `startedAt`; `running: false` leaves it waiting (a coverage judgement). */
export function openClock<Kind extends string>(
  kind: Kind,
  rule: { budgetMs: number; warnAt: WarnMark[] },
  startedAt: number,
  running: boolean,
): ClockLedger<Kind> {
  return {
    kind,
    startedAt,
    budgetMs: rule.budgetMs,
    warnAt: rule.warnAt,
    intervals: running ? [{ from: startedAt, to: null }] : [],
    metAt: null,
    cancelledAt: null,
    rebudgetedAt: null,
    marksBefore: [],
  };
}

const isEnded = (clock: ClockLedger): boolean => clock.metAt !== null || clock.cancelledAt !== null;
const isRunning = (clock: ClockLedger): boolean => clock.intervals.at(-1)?.to === null;
const endOf = (clock: ClockLedger): number | null => clock.metAt ?? clock.cancelledAt;

const closeInterval = (clock: ClockLedger, at: number): ClockInterval[] =>
  clock.intervals.map((interval) => (interval.to === null ? { ...interval, to: at } : interval));

/** Stops the count until `resumeClock`; nothing happens to a clock that does not run. */
export const pauseClock = <Kind extends string>(clock: ClockLedger<Kind>, at: number): ClockLedger<Kind> =>
  isRunning(clock) ? { ...clock, intervals: closeInterval(clock, at) } : clock;

export const resumeClock = <Kind extends string>(clock: ClockLedger<Kind>, at: number): ClockLedger<Kind> =>
  isRunning(clock) || isEnded(clock)
    ? clock
    : { ...clock, intervals: [...clock.intervals, { from: at, to: null }] };

/** The step was taken at `at`. A clock already ended keeps its first end. */
export const meetClock = <Kind extends string>(clock: ClockLedger<Kind>, at: number): ClockLedger<Kind> =>
  isEnded(clock) ? clock : { ...clock, intervals: closeInterval(clock, at), metAt: at };

/** A step recorded late was made at `at`: what was counted after that was not (domain §4, steps made offline). */
export const meetClockEarlier = <Kind extends string>(
  clock: ClockLedger<Kind>,
  at: number,
): ClockLedger<Kind> =>
  clock.metAt === null || clock.metAt <= at
    ? clock
    : {
        ...clock,
        metAt: at,
        intervals: clock.intervals
          .filter(({ from }) => from < at)
          .map(({ from, to }) => ({ from, to: Math.min(to ?? at, at) })),
        marksBefore: clock.marksBefore.filter((mark) => mark.at < at),
      };

export const cancelClock = <Kind extends string>(clock: ClockLedger<Kind>, at: number): ClockLedger<Kind> =>
  isEnded(clock) ? clock : { ...clock, intervals: closeInterval(clock, at), cancelledAt: at };

/** What had ended it did not hold (a failed recovery test): it goes on from `at`, it does not restart. */
export const reopenClock = <Kind extends string>(clock: ClockLedger<Kind>, at: number): ClockLedger<Kind> =>
  isEnded(clock) ? resumeClock({ ...clock, metAt: null, cancelledAt: null }, at) : clock;

/**
 * Reclassification: another budget from the same start; what was warned or breached stays so (domain §4). A clock
 * that has ended takes the budget too, for it may be reopened; nothing new can stand against it before that.
 */
export const rebudgetClock = <Kind extends string>(
  clock: ClockLedger<Kind>,
  rule: { budgetMs: number; warnAt: WarnMark[] },
  at: number,
): ClockLedger<Kind> => ({ ...clock, ...rule, rebudgetedAt: at, marksBefore: standingMarks(clock, at) });

/** Milliseconds counted up to `now`: the sum of the intervals. */
export const consumedMs = (clock: ClockLedger, now: number): number =>
  clock.intervals.reduce((sum, { from, to }) => sum + Math.max(0, Math.min(to ?? now, now) - from), 0);

/** The instant after which more than `thresholdMs` is spent, or null while it is not heading there. */
function instantOf(clock: ClockLedger, thresholdMs: number): number | null {
  let spent = 0;
  for (const { from, to } of clock.intervals) {
    if (to === null || spent + (to - from) > thresholdMs) return from + Math.floor(thresholdMs - spent);
    spent += to - from;
  }
  return null;
}

/** How much of the budget is spent when the mark is reached; one wanted before the clock began is reached at once. */
const thresholdMs = (warn: WarnMark, budgetMs: number): number =>
  'beforeMs' in warn ? Math.max(0, budgetMs - warn.beforeMs) : (budgetMs * warn.numerator) / warn.denominator;

/** Where in the clock's life an instant of its budget comes to lie; null: nowhere yet. */
type Placing = (clock: ClockLedger, at: number) => number | null;

/** While it stands still nothing is reached: what a reclassification has put there waits until the clock goes on. */
const onceItRuns: Placing = ({ intervals }, at) => {
  const running = intervals.find(({ from, to }) => to === null || to > Math.max(from, at));
  return running ? Math.max(running.from, at) : null;
};

/**
 * Every mark the clock has reached or is heading for, in time order, each while the clock runs. A mark stands from the
 * instant *after* its own: a step of that same instant is in time.
 */
export const marksOf = <Kind extends string>(clock: ClockLedger<Kind>): DueMark<Kind>[] =>
  placed(clock, onceItRuns);

/** As it was once: a mark could lie where the clock stood still. Only for processes that have acted on one. */
export const marksWhereverTheyLie = <Kind extends string>(clock: ClockLedger<Kind>): DueMark<Kind>[] =>
  placed(clock, (_clock, at) => at);

function placed<Kind extends string>(clock: ClockLedger<Kind>, placing: Placing): DueMark<Kind>[] {
  const thresholds: [MarkName, number][] = [
    ...clock.warnAt.map((warn): [MarkName, number] => [warn.mark, thresholdMs(warn, clock.budgetMs)]),
    ['BREACH', clock.budgetMs],
  ];
  const end = endOf(clock) ?? Infinity;
  const marks = [...clock.marksBefore];
  for (const [mark, threshold] of thresholds) {
    const reached = instantOf(clock, threshold);
    if (reached === null || marks.some((before) => before.mark === mark)) continue;
    const at = placing(clock, Math.max(reached, clock.rebudgetedAt ?? reached));
    if (at !== null && at < end) marks.push({ clock: clock.kind, mark, at });
  }
  return marks.sort((a, b) => a.at - b.at);
}

const standingMarks = <Kind extends string>(clock: ClockLedger<Kind>, now: number): DueMark<Kind>[] =>
  marksOf(clock).filter(({ at }) => at < now);

/** The instant of the breach, if it has happened by `now`. */
export const breachedAt = (clock: ClockLedger, now: number): number | null =>
  standingMarks(clock, now).find(({ mark }) => mark === 'BREACH')?.at ?? null;

export function clockState(clock: ClockLedger, now: number): ClockState {
  const late = breachedAt(clock, now) !== null;
  if (clock.metAt !== null) return late ? 'MET_LATE' : 'MET';
  if (late) return 'BREACHED';
  if (clock.cancelledAt !== null) return 'CANCELLED';
  return isRunning(clock) ? 'RUNNING' : 'PAUSED';
}

/** The deadline; while the clock is stopped, the deadline it would have were it resumed at `now`. */
export function dueAt(clock: ClockLedger, now: number): number {
  const stoppedAt = endOf(clock) ?? now;
  return instantOf(clock, clock.budgetMs) ?? stoppedAt + clock.budgetMs - consumedMs(clock, stoppedAt);
}

/** Milliseconds since the start that did not count. */
export function pausedMs(clock: ClockLedger, now: number): number {
  const until = endOf(clock) ?? now;
  return Math.max(0, until - clock.startedAt - consumedMs(clock, until));
}
