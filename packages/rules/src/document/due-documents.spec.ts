import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { contractOf, contractTexts, edited } from '../../test/contract-folder.builder.js';
import { SHAOGUAN } from '../../test/inspection.builder.js';
import { contractMonths } from '../contract/contract-months.js';
import type { Contract } from '../contract/contract.types.js';
import { type Kept, WHOLE_CONTRACT } from '../inspection/inspected-month.js';
import { addDays, dayEnd, dayOf, dayStart, lastDayOf, monthOf } from '../month.js';
import { type ClosedFault, dueDocuments } from './due-documents.js';

const texts = contractTexts('shaoguan-2026');
const kept = (days: Partial<Kept>): Kept => ({ ...WHOLE_CONTRACT, ...days });
const closed = (ticketId: string, day: string): ClosedFault => ({
  ticketId,
  closedAt: dayStart(day) + 9 * 3_600_000,
});

const MONTHLY = [
  'QUALITY_SHEET',
  'INSPECTION_REPORT',
  'JOINT_TEST_REPORT',
  'MAINTENANCE_REPORT',
  'HAZARD_LIST',
];

interface Case {
  contract?: Contract;
  days?: Partial<Kept>;
  faults?: ClosedFault[];
}

/** `CODE/subject day` of what falls due in the month, of the provider's and both parties' documents. */
const dueIn = (month: string, { contract = SHAOGUAN, days = {}, faults = [] }: Case = {}): string[] =>
  dueDocuments(contract, kept(days), faults)
    .filter(({ rule, due }) => rule.by !== 'BUREAU' && due.day.startsWith(month))
    .map(({ id, due }) => `${id.replace(`${contract.id}/`, '')} ${due.day.slice(5)}`);

const monthly = (month: string, day: string): string[] => MONTHLY.map((code) => `${code}/${month} ${day}`);

describe('the documents that are due', () => {
  it.each<[string, string, Case, string[]]>([
    [
      'in the signing month: the service plan, the reports of its three days, the next plan',
      '2026-06',
      {},
      ['SERVICE_PLAN 06-28', 'INSPECTION_PLAN/2026-07 06-30', ...monthly('2026-06', '06-30')],
    ],
    ['before the signing', '2026-05', {}, []],
    [
      'in the middle of the contract',
      '2027-02',
      {},
      ['INSPECTION_PLAN/2027-03 02-28', ...monthly('2027-02', '02-28')],
    ],
    [
      'in the last month, a part: no plan for a month after the contract',
      '2027-06',
      {},
      monthly('2027-06', '06-30'),
    ],
    ['after the end: the summary of the year', '2027-07', {}, ['ANNUAL_SUMMARY 07-27']],
    ['before the first day kept', '2026-10', { days: { keptFrom: '2026-11-18' } }, []],
    [
      'in the month in which keeping begins: all of that month',
      '2026-11',
      { days: { keptFrom: '2026-11-18' } },
      ['INSPECTION_PLAN/2026-12 11-30', ...monthly('2026-11', '11-30')],
    ],
    [
      'in the signing month, kept from the day after the signing: what fell due before is not missing',
      '2026-06',
      { days: { keptFrom: '2026-06-29' } },
      ['INSPECTION_PLAN/2026-07 06-30', ...monthly('2026-06', '06-30')],
    ],
    ['in the month of an early end', '2026-11', { days: { endedOn: '2026-11-29' } }, []],
    [
      'in the month that ends with an early end',
      '2026-11',
      { days: { endedOn: '2026-11-30' } },
      monthly('2026-11', '11-30'),
    ],
    ['after an early end: no summary of the year either', '2027-07', { days: { endedOn: '2026-11-30' } }, []],
  ])('%s', (_, month, more, expected) => {
    expect(dueIn(month, more)).toEqual(expected);
  });

  it('of each closed fault by the end of the month it was closed in', () => {
    const faults = [
      closed('tkt_a', '2026-08-01'),
      closed('tkt_b', '2026-08-31'),
      closed('tkt_c', '2026-09-01'),
    ];
    const analyses = (month: string, more: Case = {}) =>
      dueIn(month, { faults, ...more }).filter((one) => one.startsWith('FAULT_ANALYSIS'));
    expect(analyses('2026-08')).toEqual(['FAULT_ANALYSIS/tkt_a 08-31', 'FAULT_ANALYSIS/tkt_b 08-31']);
    expect(analyses('2026-09')).toEqual(['FAULT_ANALYSIS/tkt_c 09-30']);
    expect(analyses('2026-08', { days: { keptFrom: '2026-09-01' } })).toEqual([]);
    expect(analyses('2026-09', { days: { endedOn: '2026-09-15' } })).toEqual([]);
    expect(dueIn('2027-07', { faults: [closed('tkt_d', '2027-07-02')] })).toContain(
      'FAULT_ANALYSIS/tkt_d 07-31',
    );
  });

  it('of a contract that a termination has shortened: its periods end, and nothing falls due for later months', () => {
    const lastDay = '2026-11-30';
    const periods = SHAOGUAN.periods.map((period) => ({
      ...period,
      to: Math.min(period.to, dayEnd(lastDay)),
    }));
    const all = dueIn('', { contract: { ...SHAOGUAN, periods }, days: { endedOn: lastDay } });
    expect(all.at(-1)).toBe('HAZARD_LIST/2026-11 11-30');
    expect(all).not.toContain('INSPECTION_PLAN/2026-12 11-30');
  });

  it('on inspections only of months that are inspected, where a list runs on longer', () => {
    const early = contractOf(texts, '2026-05-01');
    expect(dueIn('2027-05', { contract: early })).toEqual(
      ['QUALITY_SHEET', 'MAINTENANCE_REPORT', 'HAZARD_LIST'].map((code) => `${code}/2027-05 05-31`),
    );
  });

  it('of the bureau, its bulletin: ten days after each month, of what is kept, from the end of that month on', () => {
    const bulletins = (days: Partial<Kept>) =>
      dueDocuments(SHAOGUAN, kept(days), []).filter(({ rule }) => rule.code === 'BULLETIN');
    const all = bulletins({});
    expect(all.map(({ month }) => month)).toEqual(contractMonths(SHAOGUAN));
    expect([all[0]!.due.day, dayOf(all[0]!.opensAt)]).toEqual(['2026-07-10', '2026-07-01']);
    expect(all.at(-1)!.due.day).toBe('2027-07-10');
    expect(bulletins({ endedOn: '2026-11-30' }).at(-1)!.month).toBe('2026-10');
  });

  it('so many days after the day, as the contract folder says, in the month of that day', () => {
    const passage = 'due: { on: LAST_DAY_OF_MONTH, remindDays: 3 } # 故障结单当月的月末';
    const later = contractOf(
      edited(texts, 'documents.yaml', passage, 'due: { on: LAST_DAY_OF_MONTH, plusDays: 5, remindDays: 3 }'),
    );
    const more = { contract: later, faults: [closed('tkt_a', '2026-08-10')] };
    expect(dueIn('2026-09', more)[0]).toBe('FAULT_ANALYSIS/tkt_a 09-05');
  });

  it('can be handed in from the first day of their month, from the closing of the fault, at the end of the contract', () => {
    const opens = Object.fromEntries(
      dueDocuments(SHAOGUAN, WHOLE_CONTRACT, [closed('tkt_a', '2026-08-10')]).map(({ id, opensAt }) => [
        id.replace('shaoguan-2026/', ''),
        dayOf(opensAt),
      ]),
    );
    expect(opens).toMatchObject({
      SERVICE_PLAN: '2026-06-28',
      'HAZARD_LIST/2026-06': '2026-06-28',
      'HAZARD_LIST/2026-08': '2026-08-01',
      'INSPECTION_PLAN/2026-08': '2026-07-01',
      'FAULT_ANALYSIS/tkt_a': '2026-08-10',
      ANNUAL_SUMMARY: '2027-06-27',
    });
  });

  it('fall due within what is kept, each under an id of its own, and once for every month of the contract', () => {
    const signed = fc.integer({ min: Date.UTC(2024, 0), max: Date.UTC(2028, 0) }).map(dayOf);
    const offset = fc.option(fc.integer({ min: -30, max: 420 }));
    const closings = fc.array(fc.integer({ min: 0, max: 450 }), { maxLength: 6 });
    fc.assert(
      fc.property(signed, offset, offset, closings, (signedOn, later, earlier, closedAfter) => {
        const contract = contractOf(texts, signedOn);
        const days = {
          keptFrom: later === null ? null : addDays(signedOn, later),
          endedOn: earlier === null ? null : addDays(signedOn, earlier),
        };
        const faults = closedAfter.map((after, index) => closed(`tkt_${index}`, addDays(signedOn, after)));
        const all = dueDocuments(contract, days, faults);
        const isWhole = (day: string) =>
          day >= signedOn && day >= (days.keptFrom ?? '') && day <= (days.endedOn ?? '9');
        expect(all.every(({ due }) => isWhole(due.day))).toBe(true);
        expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
        expect(all.every(({ due, opensAt }) => opensAt <= due.dueAt)).toBe(true);
        const hazardLists = all.filter(({ rule }) => rule.code === 'HAZARD_LIST');
        expect(hazardLists.map(({ month }) => month)).toEqual(
          contractMonths(contract).filter((month) => isWhole(lastDayOf(month))),
        );
        for (const { ticketId, due } of all.filter(({ rule }) => rule.each === 'FAULT'))
          expect(due.day.slice(0, 7)).toBe(
            monthOf(faults.find((fault) => fault.ticketId === ticketId)!.closedAt),
          );
      }),
      { numRuns: 20 },
    );
  });
});
