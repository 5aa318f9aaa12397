import { describe, expect, it } from '@jest/globals';
import {
  chineseDay,
  chineseInstant,
  chineseMonth,
  chinesePeriod,
  shortDay,
  shortInstant,
  weekday,
} from './day.js';

describe('days as they are printed', () => {
  it('are those of Shanghai', () => {
    const newYear = Date.parse('2026-12-31T16:05:00Z');
    expect(chineseInstant(newYear)).toBe('2027年1月1日 00:05');
    expect(shortInstant(newYear)).toBe('1月1日 00:05');
  });

  it('are told twice where a period ends on another', () => {
    const evening = Date.parse('2026-12-31T15:30:00Z');
    expect(chinesePeriod(evening, evening + 20 * 60_000)).toBe('2026年12月31日 23:30 至 23:50');
    expect(chinesePeriod(evening, evening + 35 * 60_000)).toBe('2026年12月31日 23:30 至 2027年1月1日 00:05');
  });

  it('have no leading zeros', () => {
    expect(chineseMonth('2026-08')).toBe('2026年8月');
    expect(chineseDay('2028-02-29')).toBe('2028年2月29日');
    expect(shortDay('2026-08-03')).toBe('8月3日');
    expect(weekday('2026-08-09')).toBe('8月9日 周日');
  });

  it.each(['2026-8-3', '2026-02-29', '2026-13-01', '2026-00-10', ''])('%j is none', (day) =>
    expect(() => chineseDay(day)).toThrow(RangeError),
  );
});
