import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { contractOf, contractTexts, edited } from '../../test/contract-folder.builder.js';
import { SHAOGUAN } from '../../test/inspection.builder.js';
import { addDays, DAY_MS, dayOf, shiftMonth } from '../month.js';
import { cycleDates, cycleMonths, documentDue } from './cycle-dates.js';
import { type Kept, WHOLE_CONTRACT } from './inspected-month.js';

const texts = contractTexts('shaoguan-2026');
const kept = (days: Partial<Kept>): Kept => ({ ...WHOLE_CONTRACT, ...days });
const at = (instant: number | null | undefined): string | null =>
  instant == null ? null : new Date(instant + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');

describe('the dates of a month', () => {
  it('of the middle of a contract: the plan by the last day before it, the reports by its own last day', () => {
    const dates = cycleDates(SHAOGUAN, '2026-08', WHOLE_CONTRACT)!;
    expect(dates).toMatchObject({ firstDay: '2026-08-01', lastDay: '2026-08-31' });
    expect([dates.from, dates.to, dates.opensAt].map(at)).toEqual([
      '2026-08-01 00:00',
      '2026-09-01 00:00',
      '2026-07-01 00:00',
    ]);
    expect(dates.plan?.day).toBe('2026-07-31');
    expect([dates.plan?.dueAt, dates.plan?.remindAt].map(at)).toEqual([
      '2026-08-01 00:00',
      '2026-07-29 00:00',
    ]);
    for (const due of [dates.summary, dates.jointTest]) {
      expect(due?.day).toBe('2026-08-31');
      expect([due?.dueAt, due?.remindAt].map(at)).toEqual(['2026-09-01 00:00', '2026-08-29 00:00']);
    }
  });

  it.each<[string, string, Partial<Kept>, (string | null)[] | null]>([
    ['the first month: no plan is due', '2026-06', {}, ['2026-06-28', '2026-06-30', null, '2026-06-30']],
    [
      'the second: its plan is due in the first',
      '2026-07',
      {},
      ['2026-07-01', '2026-07-31', '2026-06-30', '2026-07-31'],
    ],
    ['the last, a part', '2027-06', {}, ['2027-06-01', '2027-06-27', '2027-05-31', '2027-06-30']],
    ['a month after the end', '2027-07', {}, null],
    ['a month before the signing', '2026-05', {}, null],
    [
      'the month in which keeping begins',
      '2026-11',
      { keptFrom: '2026-11-18' },
      ['2026-11-18', '2026-11-30', null, '2026-11-30'],
    ],
    [
      'the month after it',
      '2026-12',
      { keptFrom: '2026-11-18' },
      ['2026-12-01', '2026-12-31', '2026-11-30', '2026-12-31'],
    ],
    ['the month before it', '2026-10', { keptFrom: '2026-11-18' }, null],
    [
      'the month of an early end: nothing further falls due',
      '2026-11',
      { endedOn: '2026-11-10' },
      ['2026-11-01', '2026-11-10', '2026-10-31', null],
    ],
    ['the month after an early end', '2026-12', { endedOn: '2026-11-10' }, null],
  ])('of %s', (_, month, days, expected) => {
    const dates = cycleDates(SHAOGUAN, month, kept(days));
    expect(
      dates && [dates.firstDay, dates.lastDay, dates.plan?.day ?? null, dates.summary?.day ?? null],
    ).toEqual(expected);
  });

  it('recall nothing before the contract or what is kept begins', () => {
    expect(at(cycleDates(SHAOGUAN, '2026-07', WHOLE_CONTRACT)?.plan?.remindAt)).toBe('2026-06-28 00:00');
    expect(at(cycleDates(SHAOGUAN, '2026-12', kept({ keptFrom: '2026-11-30' }))?.plan?.remindAt)).toBe(
      '2026-11-30 00:00',
    );
  });

  it('follow the rules of the documents', () => {
    const late = edited(
      texts,
      'documents.yaml',
      'due: { on: LAST_DAY_OF_PREVIOUS_MONTH, remindDays: 3 }',
      'due: { on: LAST_DAY_OF_PREVIOUS_MONTH, plusDays: 2 }',
    );
    expect(cycleDates(contractOf(late), '2026-08', WHOLE_CONTRACT)?.plan).toMatchObject({
      day: '2026-08-02',
      remindAt: null,
    });
    for (const code of ['FAULT_ANALYSIS', 'SERVICE_PLAN', 'INSPECTION_RECORD', 'NONE'])
      expect(documentDue(SHAOGUAN, code, '2026-08', WHOLE_CONTRACT)).toBeNull();
  });
});

describe('the months of a contract', () => {
  it('are thirteen for twelve months from the 28th', () => {
    const months = cycleMonths(SHAOGUAN, WHOLE_CONTRACT);
    expect([months.length, months[0], months.at(-1)]).toEqual([13, '2026-06', '2027-06']);
    expect(cycleMonths(SHAOGUAN, { keptFrom: '2026-11-18', endedOn: '2027-02-03' })).toEqual([
      '2026-11',
      '2026-12',
      '2027-01',
      '2027-02',
    ]);
  });

  it('join without gap, and each but the first has one plan due in the month before', () => {
    const signed = fc.integer({ min: Date.UTC(2024, 0), max: Date.UTC(2028, 0) }).map(dayOf);
    const offset = fc.integer({ min: -30, max: 400 });
    fc.assert(
      fc.property(signed, fc.option(offset), fc.option(offset), (signedOn, later, earlier) => {
        const contract = contractOf(texts, signedOn);
        const days = {
          keptFrom: later === null ? null : addDays(signedOn, later),
          endedOn: earlier === null ? null : addDays(signedOn, earlier),
        };
        const all = cycleMonths(contract, days).map((month) => cycleDates(contract, month, days)!);
        all.forEach((dates, index) => {
          const before = all[index - 1];
          if (before) {
            expect(dates.from).toBe(before.to);
            expect(dates.month).toBe(shiftMonth(before.month, 1));
            expect(dates.plan?.day.slice(0, 7)).toBe(before.month);
          } else expect(dates.plan).toBeNull();
          for (const due of [dates.plan, dates.summary, dates.jointTest]) {
            if (!due) continue;
            expect(
              due.day >= signedOn && due.day >= (days.keptFrom ?? '') && due.day <= (days.endedOn ?? '9'),
            ).toBe(true);
            expect(due.remindAt! >= due.dueAt - 3 * DAY_MS && due.remindAt! < due.dueAt).toBe(true);
          }
          expect(dates.opensAt <= dates.from && dates.opensAt < (dates.plan?.dueAt ?? Infinity)).toBe(true);
        });
      }),
      { numRuns: 15 },
    );
  });
});
