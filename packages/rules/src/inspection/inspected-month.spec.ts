import { describe, expect, it } from '@jest/globals';
import { contractOf, contractTexts } from '../../test/contract-folder.builder.js';
import { SHAOGUAN } from '../../test/inspection.builder.js';
import { dayOf } from '../month.js';
import { assetsDue, inspectionSpan, isEmpty, type Kept, WHOLE_CONTRACT } from './inspected-month.js';

const kept = (days: Partial<Kept>): Kept => ({ ...WHOLE_CONTRACT, ...days });
const daysOf = (month: string, days: Partial<Kept> = {}, contract = SHAOGUAN) => {
  const span = inspectionSpan(contract, month, kept(days));
  return isEmpty(span) ? null : [dayOf(span.from), dayOf(span.to - 1)];
};

describe('the part of a month that is inspected', () => {
  it.each<[string, string, Partial<Kept>, string[] | null]>([
    ['a whole month', '2026-07', {}, ['2026-07-01', '2026-07-31']],
    ['the first, from the signing', '2026-06', {}, ['2026-06-28', '2026-06-30']],
    ['the last, to the last day', '2027-06', {}, ['2027-06-01', '2027-06-27']],
    ['none before the signing', '2026-05', {}, null],
    ['none after the end', '2027-07', {}, null],
    [
      'the month in which keeping begins',
      '2026-11',
      { keptFrom: '2026-11-18' },
      ['2026-11-18', '2026-11-30'],
    ],
    ['none before keeping begins', '2026-10', { keptFrom: '2026-11-18' }, null],
    [
      'no day before the signing, whatever is kept',
      '2026-06',
      { keptFrom: '2026-06-01' },
      ['2026-06-28', '2026-06-30'],
    ],
    ['the month of an early end', '2026-11', { endedOn: '2026-11-10' }, ['2026-11-01', '2026-11-10']],
    ['none after an early end', '2026-12', { endedOn: '2026-11-10' }, null],
  ])('is %s', (_, month, days, expected) => {
    expect(daysOf(month, days)).toEqual(expected);
  });

  it('follows the inspections of the price list, not an equipment list that runs longer', () => {
    const moved = contractOf(contractTexts('shaoguan-2026'), '2025-03-01');
    expect(daysOf('2026-02', {}, moved)).toEqual(['2026-02-01', '2026-02-28']);
    expect(daysOf('2026-03', {}, moved)).toBeNull();
  });
});

describe('the assets due in a month', () => {
  const due = (month: string, contract = SHAOGUAN) =>
    assetsDue(contract, inspectionSpan(contract, month, WHOLE_CONTRACT)).map(({ code }) => code);

  it('are the 120 lines of the equipment lists, in every month of the contract', () => {
    for (const month of ['2026-06', '2026-07', '2027-06']) expect(due(month)).toHaveLength(120);
    expect(due('2027-07')).toEqual([]);
  });

  it('are without a list that has not begun', () => {
    const moved = contractOf(contractTexts('shaoguan-2026'), '2025-03-01');
    expect(due('2025-05', moved)).toHaveLength(100);
    expect(due('2025-06', moved)).toHaveLength(120);
  });
});
