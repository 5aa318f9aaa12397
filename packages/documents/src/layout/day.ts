/** `"2026-08-03"`, a day in Asia/Shanghai. */
export type Day = string;
/** `"2026-08"` */
export type Month = string;
/** Milliseconds since the epoch. */
export type Instant = number;

const SHANGHAI_MS = 8 * 3_600_000;
const WEEKDAYS = '日一二三四五六';
/** Room to write a date by hand. */
export const BLANK_DAY = '　　　　年　　月　　日';

function matched(text: string, pattern: RegExp, what: string): string[] {
  const found = pattern.exec(text);
  if (!found) throw new RangeError(`not a ${what}: ${text}`);
  return found;
}

/** `"2026-08"` → `"2026年8月"`. @throws RangeError for what is no month */
export function chineseMonth(month: Month): string {
  const [, year, number] = matched(month, /^(\d{4})-(0[1-9]|1[0-2])$/, 'month');
  return `${year}年${Number(number)}月`;
}

/** `"2026-08"` → `"8月"`, where the year is plain. @throws RangeError for what is no month */
export const shortMonth = (month: Month): string => chineseMonth(month).slice(5);

/** `"2026-08-03"` → `"2026年8月3日"`. @throws RangeError for what is no day */
export function chineseDay(day: Day): string {
  const [, year, month, number] = matched(day, /^(\d{4})-(\d{2})-(\d{2})$/, 'day');
  if (new Date(`${day}T00:00:00Z`).getUTCDate() !== Number(number)) throw new RangeError(`not a day: ${day}`);
  return `${year}年${Number(month)}月${Number(number)}日`;
}

/** `"2026-08-03"` → `"8月3日"`, where the year stands in the title. */
export const shortDay = (day: Day): string => chineseDay(day).slice(5);

/** `"2026-08-03"` → `"8月3日 周一"` */
export const weekday = (day: Day): string =>
  `${shortDay(day)} 周${WEEKDAYS[new Date(`${day}T00:00:00Z`).getUTCDay()]}`;

const inShanghai = (instant: Instant): string => {
  if (!Number.isFinite(instant)) throw new RangeError(`not an instant: ${instant}`);
  return new Date(instant + SHANGHAI_MS).toISOString();
};

/** The time of day in Shanghai: `"16:05"`. */
export const clockTime = (instant: Instant): string => inShanghai(instant).slice(11, 16);

/** The minute in Shanghai, where the year stands in the title: `"8月3日 16:05"`. */
export const shortInstant = (instant: Instant): string => chineseInstant(instant).slice(5);

/** The same, or what stands in its place where there is none yet. */
export const shortInstantOr = (instant: Instant | null, otherwise: string): string =>
  instant === null ? otherwise : shortInstant(instant);

/** The minute in Shanghai: `"2026年8月3日 16:05"`. */
export const chineseInstant = (instant: Instant): string =>
  `${chineseDay(inShanghai(instant).slice(0, 10))} ${clockTime(instant)}`;

/** Both minutes in Shanghai: `"2026年8月3日 09:00 至 11:30"`, with the second day where it is another. */
export function chinesePeriod(from: Instant, to: Instant): string {
  const [first, last] = [chineseInstant(from), chineseInstant(to)];
  const sameDay = first.split(' ')[0] === last.split(' ')[0];
  return `${first} 至 ${sameDay ? clockTime(to) : last}`;
}

/** Name and time, under what somebody said. */
export const saidBy = (name: string, instant: Instant): string => `${name}　${chineseInstant(instant)}`;
