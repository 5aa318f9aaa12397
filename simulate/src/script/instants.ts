import { addDays, type Day, dayOf, dayStart } from '@zhishou/rules/month';
import { HOUR, MINUTE } from './act.js';
import type { Random } from './random.js';

/** In an office's hours of this day, to the second. */
export const atWork = (random: Random, day: Day, from = 9, to = 17.5): number =>
  dayStart(day) + Math.round((random.between(from, to) * HOUR) / 1000) * 1000;

/** In an office's hours, some days after an instant. */
export const daysLater = (random: Random, instant: number, least: number, most: number): number =>
  atWork(random, addDays(dayOf(instant), random.whole(least, most)));

export const minutes = (random: Random, least: number, most: number): number =>
  Math.round(random.between(least, most) * MINUTE);

/** How often faults are reported by the hour of the day, from 0: the office is open, and at night somebody is on duty. */
const BY_HOUR = [1, 1, 1, 1, 1, 1, 2, 4, 10, 12, 11, 9, 5, 6, 10, 11, 10, 8, 5, 4, 4, 3, 2, 1];

export const anyHour = (random: Random, day: Day): number =>
  dayStart(day) +
  random.weighed(BY_HOUR.map((weight, hour) => [hour, weight] as const)) * HOUR +
  minutes(random, 0, 60);
