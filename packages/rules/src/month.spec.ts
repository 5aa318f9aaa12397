import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addDays,
  addMonths,
  DAY_MS,
  dayEnd,
  dayOf,
  daysIn,
  dayStart,
  isDay,
  isMonth,
  isWeekend,
  lastDayOf,
  lastDayOfPeriod,
  monthBounds,
  monthOf,
  shiftMonth,
} from './month.js';

const instants = fc.integer({ min: Date.UTC(1990, 0), max: Date.UTC(2090, 0) });
const days = instants.map(dayOf);
const months = instants.map(monthOf);
const monthCounts = fc.integer({ min: -240, max: 240 });

describe('days and months in Shanghai', () => {
  it('begins a day at 16:00 UTC of the day before', () => {
    expect(new Date(dayStart('2026-07-01')).toISOString()).toBe('2026-06-30T16:00:00.000Z');
    expect(dayOf(Date.parse('2026-06-30T15:59:59.999Z'))).toBe('2026-06-30');
    expect(monthOf(Date.parse('2026-06-30T16:00:00Z'))).toBe('2026-07');
  });

  it('keeps the last day of a short month when it counts months', () => {
    expect(addMonths('2026-08-31', 6)).toBe('2027-02-28');
    expect(addMonths('2027-08-31', 6)).toBe('2028-02-29');
    expect(addMonths('2026-01-15', -2)).toBe('2025-11-15');
  });

  it.each([
    ['2026-06-28', 12, '2027-06-27'],
    ['2026-01-01', 12, '2026-12-31'],
    ['2028-02-29', 12, '2029-02-28'],
    ['2026-03-01', 1, '2026-03-31'],
    ['2026-08-31', 6, '2027-02-28'],
  ])('ends a period from %s of %i months on %s', (first, count, last) => {
    expect(lastDayOfPeriod(first, count)).toBe(last);
  });

  it.each(['2026-02-29', '2026-13-01', '2026-6-28', '2026-06-28T00:00', '', 'today'])(
    'takes "%s" for no day',
    (text) => {
      expect(isDay(text)).toBe(false);
      expect(() => dayStart(text)).toThrow(RangeError);
    },
  );

  it.each(['2026-00', '2026-13', '2026-7', '202607', ''])('takes "%s" for no month', (text) => {
    expect(isMonth(text)).toBe(false);
    expect(() => monthBounds(text)).toThrow(RangeError);
  });

  it('puts every instant into exactly one day and one month', () => {
    fc.assert(
      fc.property(instants, (instant) => {
        const day = dayOf(instant);
        const { from, to } = monthBounds(monthOf(instant));
        expect(dayStart(day) <= instant && instant < dayEnd(day)).toBe(true);
        expect(from <= instant && instant < to).toBe(true);
      }),
    );
  });

  it('joins months without gap or overlap, from their first day to their last', () => {
    fc.assert(
      fc.property(months, (month) => {
        const { from, to } = monthBounds(month);
        expect(to).toBe(monthBounds(shiftMonth(month, 1)).from);
        expect(dayOf(from)).toBe(`${month}-01`);
        expect(dayEnd(lastDayOf(month))).toBe(to);
        expect((to - from) % DAY_MS).toBe(0);
      }),
    );
  });

  it('moves there and back', () => {
    fc.assert(
      fc.property(months, monthCounts, (month, count) => {
        expect(shiftMonth(shiftMonth(month, count), -count)).toBe(month);
      }),
    );
    fc.assert(
      fc.property(days, fc.integer({ min: -5000, max: 5000 }), (day, count) => {
        expect(addDays(addDays(day, count), -count)).toBe(day);
        expect(dayStart(addDays(day, count)) - dayStart(day)).toBe(count * DAY_MS);
      }),
    );
  });

  it('lands in the wanted month, never on a later day of it', () => {
    fc.assert(
      fc.property(days, monthCounts, (day, count) => {
        const moved = addMonths(day, count);
        expect(isDay(moved)).toBe(true);
        expect(moved.slice(0, 7)).toBe(shiftMonth(day.slice(0, 7), count));
        expect(moved.slice(8) <= day.slice(8)).toBe(true);
      }),
    );
  });

  it('names the days that lie whole in a span', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 0, max: 70 * DAY_MS }), (from, length) => {
        const named = daysIn({ from, to: from + length });
        for (let day = addDays(dayOf(from), -1); dayStart(day) < from + length; day = addDays(day, 1))
          expect(named.includes(day)).toBe(from <= dayStart(day) && dayEnd(day) <= from + length);
        expect(named).toEqual([...new Set(named)].sort());
      }),
    );
  });

  it('knows the weekend', () => {
    expect(daysIn(monthBounds('2026-08')).filter(isWeekend).slice(0, 4)).toEqual([
      '2026-08-01',
      '2026-08-02',
      '2026-08-08',
      '2026-08-09',
    ]);
  });
});
