/**
 * Days and months of the contract: Asia/Shanghai, which is UTC+08:00 the whole year, so plain arithmetic is
 * exact and no time-zone table is asked (domain §1). Days are `"2026-06-28"`, months `"2026-07"`; instants are
 * milliseconds since the epoch.
 */
export type Day = string;
export type Month = string;

/** Half open: `from` belongs to it, `to` does not. */
export interface Span {
  from: number;
  to: number;
}

const OFFSET_MS = 8 * 3_600_000;
export const DAY_MS = 86_400_000;

interface DayParts {
  year: number;
  month: number;
  day: number;
}

const digits = (value: number, width: number): string => String(value).padStart(width, '0');

/** Months and days outside their range carry over: month 14 is February of the next year. */
const utcOf = ({ year, month, day }: DayParts): number => new Date(0).setUTCFullYear(year, month - 1, day);

const dayOfUtc = (utcMs: number): Day => new Date(utcMs).toISOString().slice(0, 10);

/** A day that every month has; the others are worked out. */
const OF_ANY_MONTH = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])$/;

export const isDay = (text: string): boolean =>
  OF_ANY_MONTH.test(text) || (/^\d{4}-\d{2}-\d{2}$/.test(text) && dayOfUtc(utcOf(partsOf(text))) === text);

export const isMonth = (text: string): boolean => /^\d{4}-(0[1-9]|1[0-2])$/.test(text);

const partsOf = (day: Day): DayParts => ({
  year: Number(day.slice(0, 4)),
  month: Number(day.slice(5, 7)),
  day: Number(day.slice(8, 10)),
});

function parseDay(day: Day): DayParts {
  if (!isDay(day)) throw new RangeError(`not a day of the calendar: ${day}`);
  return partsOf(day);
}

function parseMonth(month: Month): DayParts {
  if (!isMonth(month)) throw new RangeError(`not a month: ${month}`);
  return partsOf(`${month}-01`);
}

/** The day in Shanghai at this instant. */
export function dayOf(instant: number): Day {
  const number = Math.floor((instant + OFFSET_MS) / DAY_MS);
  const known = namedDays.get(number);
  if (known !== undefined) return known;
  const day = dayOfUtc(instant + OFFSET_MS);
  if (namedDays.size >= MOST_NAMED_DAYS) namedDays.clear();
  namedDays.set(number, day);
  return day;
}

/** Days by their numbers since 1970: a sheet of many facts asks for the same few hundred, again and again. */
const namedDays = new Map<number, Day>();
const MOST_NAMED_DAYS = 10_000;

/** The month in Shanghai at this instant. */
export const monthOf = (instant: number): Month => dayOf(instant).slice(0, 7);

/** 00:00 of the day. @throws RangeError for what is no day */
export const dayStart = (day: Day): number => utcOf(parseDay(day)) - OFFSET_MS;

/** 24:00 of the day, which is 00:00 of the next. */
export const dayEnd = (day: Day): number => dayStart(day) + DAY_MS;

/** From 00:00 of the first day to 24:00 of the last. @throws RangeError for what is no month */
export const monthBounds = (month: Month): Span => ({
  from: utcOf(parseMonth(month)) - OFFSET_MS,
  to: utcOf(parseMonth(shiftMonth(month, 1))) - OFFSET_MS,
});

export const lastDayOf = (month: Month): Day => dayOf(monthBounds(month).to - 1);

/** The month `count` months later, or earlier when negative. */
export const shiftMonth = (month: Month, count: number): Month => {
  const { year, month: number, day } = parseMonth(month);
  return dayOfUtc(utcOf({ year, month: number + count, day })).slice(0, 7);
};

export const addDays = (day: Day, count: number): Day => dayOfUtc(utcOf(parseDay(day)) + count * DAY_MS);

/** Every day that lies in the span from its 00:00 to its 24:00, in order. */
export function daysIn({ from, to }: Span): Day[] {
  const days: Day[] = [];
  for (let day = dayOf(from + DAY_MS - 1); dayEnd(day) <= to; day = addDays(day, 1)) days.push(day);
  return days;
}

/** Saturday or Sunday. @throws RangeError for what is no day */
export const isWeekend = (day: Day): boolean => [0, 6].includes(new Date(utcOf(parseDay(day))).getUTCDay());

/** The same day `count` months later; where that month is too short, its last day (31 August + 6 → 28 February). */
export function addMonths(day: Day, count: number): Day {
  const target = shiftMonth(day.slice(0, 7), count);
  const last = lastDayOf(target);
  const same = `${target}-${digits(parseDay(day).day, 2)}`;
  return same < last ? same : last;
}

/**
 * The last day of a period of whole months that begins on `first`: the day before the same day; where that month
 * has no such day, its last day, so that a year from 29 February ends on 28 February.
 */
export function lastDayOfPeriod(first: Day, months: number): Day {
  const anniversary = addMonths(first, months);
  return anniversary.slice(8) === first.slice(8) ? addDays(anniversary, -1) : anniversary;
}
