import { type Day, dayEnd, isDay } from '../../month.js';
import { refuse } from '../refusal.js';

/** What lies farther off is a slip, and leads out of the calendar where days are added to it. */
const YEARS = /^(19[7-9]|2\d\d)\d-/;
const WITH_OFFSET = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

const isCalendarDay = (text: string): boolean => YEARS.test(text) && isDay(text);

/** ISO 8601 with an offset, in ms. @throws Refusal BAD_INSTANT */
export function instant(text: unknown, path: string): number {
  const day = typeof text === 'string' ? WITH_OFFSET.exec(text)?.[1] : undefined;
  const at = day !== undefined && isCalendarDay(day) ? Date.parse(text as string) : NaN;
  if (Number.isNaN(at)) throw refuse('BAD_INSTANT', path, 'is no instant with an offset');
  return at;
}

export const maybeInstant = (text: unknown, path: string): number | null =>
  text === undefined || text === null ? null : instant(text, path);

/** @throws Refusal BAD_INSTANT for what is no day of the calendar */
export function day(text: unknown, path: string): Day {
  if (typeof text !== 'string' || !isCalendarDay(text)) throw refuse('BAD_INSTANT', path, 'is no day');
  return text;
}

/** 24:00 of the day, ms. */
export const endOfDay = (text: unknown, path: string): number => dayEnd(day(text, path));

/** Each instant no earlier than the one before; those that did not happen are passed over. @throws Refusal BAD_ORDER */
export function inOrder(path: string, instants: readonly (number | null)[]): void {
  const happened = instants.filter((at) => at !== null);
  const early = happened.some((at, index) => index > 0 && at < (happened[index - 1] ?? at));
  if (early) throw refuse('BAD_ORDER', path, 'lies before what it follows');
}
