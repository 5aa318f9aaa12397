import { breachedAt, type ClockLedger, dueAt } from '../clock.js';
import { addDays, type Day, dayOf, isDay } from '../month.js';
import { dueOn, openDueClock } from './due-clock.js';

export type HazardClock = 'RECTIFICATION';

/** What the contract folder says of the date by which a hazard is to be rectified, as the hazard began under it. */
export interface HazardRules {
  /** days from the consent, where the bureau sets no date; 0: none is set */
  rectifyDays: number;
  /** so many days before it is recalled; 0: it is not */
  remindDays: number;
}

/** A hazard that began before there were dates. */
const NO_RULES: HazardRules = { rectifyDays: 0, remindDays: 0 };

/** A year: no contract runs longer. */
const FARTHEST_DAYS = 366;

/** The day by which a hazard consented to at `at` (ms) is to be rectified; null where nobody asks for one. */
function dueDay(asked: Day | undefined, { rectifyDays }: HazardRules, at: number): Day | null {
  if (asked !== undefined) return asked;
  return rectifyDays === 0 ? null : addDays(dayOf(at), rectifyDays);
}

/** The clock of a hazard that is consented to at `at` (ms): until the 24:00 of its day. */
export function rectificationClock(
  asked: Day | undefined,
  at: number,
  rules: HazardRules = NO_RULES,
): ClockLedger<HazardClock>[] {
  const day = dueDay(asked, rules, at);
  return day === null ? [] : [openDueClock('RECTIFICATION', dueOn(day, rules.remindDays, at), at)];
}

/** What is wrong with a day by which a hazard is to be rectified, asked for at `now` (ms); null: nothing. */
export function dueDateProblem(day: Day, now: number): string | null {
  if (!isDay(day)) return 'is no day, as 2026-08-12';
  const today = dayOf(now);
  if (day < today) return `lies before today, ${today}`;
  return day > addDays(today, FARTHEST_DAYS) ? 'lies more than a year away' : null;
}

/** The day by which it is to be rectified; null where none is set. */
export const rectifyBy = ({ clocks = [] }: { clocks?: ClockLedger<HazardClock>[] }): Day | null =>
  clocks[0] ? dayOf(dueAt(clocks[0], clocks[0].startedAt) - 1) : null;

/** When the day had passed with nothing rectified; null: it has not by `now`, ms. */
export const overdueSince = (
  { clocks = [] }: { clocks?: ClockLedger<HazardClock>[] },
  now: number,
): number | null => (clocks[0] ? breachedAt(clocks[0], now) : null);
