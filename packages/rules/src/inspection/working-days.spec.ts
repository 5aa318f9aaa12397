import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { contractOf, contractTexts } from '../../test/contract-folder.builder.js';
import { addDays, dayEnd, dayOf, dayStart, isWeekend, monthOf } from '../month.js';
import { isWorkingDay, workingDaysOf } from './working-days.js';

const { holidays } = contractOf(contractTexts('shaoguan-2026'));
const instants = fc.integer({ min: Date.UTC(2025, 0), max: Date.UTC(2028, 0) });
const span = (first: string, last: string) => ({ from: dayStart(first), to: dayEnd(last) });

describe('the working days of the Shaoguan contract', () => {
  it.each([
    ['2026-07-01', true, 'a Wednesday'],
    ['2026-07-04', false, 'a Saturday'],
    ['2026-09-25', false, 'Mid-Autumn'],
    ['2026-09-20', true, 'a Sunday worked for the National Day'],
    ['2026-10-07', false, 'the last day of the National Day week'],
    ['2026-10-08', true, 'the day after it'],
    ['2027-01-01', false, "New Year's Day"],
    ['2027-02-05', false, "New Year's Eve of the lunar year"],
    ['2027-02-08', false, 'the third day of the lunar year'],
    ['2027-02-09', true, 'the fourth, as long as no exchange of days is published'],
    ['2027-04-05', false, 'Qingming'],
    ['2027-06-09', false, 'Dragon Boat'],
    ['2027-09-15', false, 'Mid-Autumn of the year after'],
  ])('%s: %s, %s', (day, worked) => {
    expect(isWorkingDay(holidays, day)).toBe(worked);
  });

  it.each([
    ['2026-07', 23],
    ['2026-09', 22],
    ['2026-10', 18],
    ['2027-02', 18],
    ['2027-06', 21],
  ])('%s has %i of them', (month, count) => {
    expect(workingDaysOf(holidays, month)).toHaveLength(count);
  });

  it('are those of the part of the month that counts: June 2026 begins on Sunday the 28th', () => {
    expect(workingDaysOf(holidays, '2026-06', span('2026-06-28', '2027-06-27'))).toEqual([
      '2026-06-29',
      '2026-06-30',
    ]);
    expect(workingDaysOf(holidays, '2026-06', span('2026-07-01', '2027-06-27'))).toEqual([]);
  });

  it('rise, lie in the month and the span, and leave out no working day there', () => {
    fc.assert(
      fc.property(
        instants,
        fc.integer({ min: -40, max: 40 }),
        fc.integer({ min: 0, max: 60 }),
        (at, by, n) => {
          const month = monthOf(at);
          const first = addDays(dayOf(at), by);
          const last = addDays(first, n);
          const days = workingDaysOf(holidays, month, span(first, last));
          expect(days).toEqual([...new Set(days)].sort());
          for (let day = first; day <= last; day = addDays(day, 1)) {
            const expected = day.startsWith(month) && isWorkingDay(holidays, day);
            expect(days.includes(day)).toBe(expected);
          }
          expect(days.every((day) => first <= day && day <= last)).toBe(true);
        },
      ),
    );
  });

  it('are Monday to Friday where no holiday is known', () => {
    fc.assert(
      fc.property(instants.map(dayOf), (day) => {
        expect(isWorkingDay({ off: [], worked: [] }, day)).toBe(!isWeekend(day));
      }),
    );
  });
});
