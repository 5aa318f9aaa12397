import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { OLDER, YOUNGER } from '../../test/following-contracts.builder.js';
import { DAY_MS, dayStart } from '../month.js';
import { contractAt, contractCovering, contractOfMonth, nextTurn } from './contract-at.js';
import { equipmentAt } from './equipment-at.js';

const [A, B] = [OLDER.id, YOUNGER.id];
const BOTH = [YOUNGER, OLDER];
const noon = (day: string): number => dayStart(day) + DAY_MS / 2;

describe('of contracts that follow each other', () => {
  it.each([
    ['2025-12-31', A, 'ahead of all the first'],
    ['2026-03-01', A, 'its first day'],
    ['2027-02-28', A, 'the last day before the next'],
    ['2027-03-01', B, 'the day the next begins, though a list of the older one goes on'],
    ['2028-06-27', B, 'the last day of a list'],
    ['2029-01-01', B, 'after all the last'],
  ])('on %s %s is in force: %s', (day, id) => {
    expect(contractAt(BOTH, noon(day)).id).toBe(id);
  });

  it('one with a gap behind it stays until the next is signed', () => {
    const later = { ...YOUNGER, signedOn: '2027-09-01', periods: [] };
    expect(contractAt([OLDER, later], noon('2027-08-01')).id).toBe(A);
    expect(contractAt([OLDER, later], noon('2027-09-02')).id).toBe(B);
  });

  it.each([
    ['L3-01', '2027-03-01', A],
    ['L3-01', '2027-06-27', A],
    ['L3-01', '2027-06-28', B],
    ['L1-S1-01', '2027-03-01', B],
    ['NOT-LISTED', '2027-03-01', B],
    [null, '2027-03-01', B],
  ])('a fault of %s on %s is one of %s', (code, day, id) => {
    expect(contractCovering(BOTH, code, noon(day)).id).toBe(id);
  });

  it.each([
    ['2027-02', A],
    ['2027-03', B],
    ['2027-06', B],
    ['2026-03', A],
    ['2020-01', A],
  ])('the month %s is, when nobody says whose, one of %s', (month, id) => {
    expect(contractOfMonth(BOTH, month).id).toBe(id);
  });

  it('a month is of the one in force on its first covered day', () => {
    const gone = OLDER.periods.map((period) => ({ ...period, to: dayStart('2027-02-11') }));
    const next = YOUNGER.periods.map((period) => ({ ...period, from: dayStart('2027-02-20') }));
    const seam = [
      { ...OLDER, periods: gone },
      { ...YOUNGER, signedOn: '2027-02-20', periods: next },
    ];
    expect(contractOfMonth(seam, '2027-02').id).toBe(A);
    expect(contractAt(seam, noon('2027-02-25')).id).toBe(B);
  });

  it('the same is in force in whatever order they are named, and to the millisecond', () => {
    const instants = fc.integer({ min: dayStart('2025-01-01'), max: dayStart('2030-01-01') });
    fc.assert(
      fc.property(instants, (at) => {
        expect(contractAt([OLDER, YOUNGER], at)).toBe(contractAt(BOTH, at));
        expect(contractAt(BOTH, at).id).toBe(at < dayStart('2027-03-01') ? A : B);
      }),
    );
  });

  it.each([
    ['2020-01-01', '2026-03-01'],
    ['2026-03-01', '2026-06-28'],
    ['2026-06-28', '2027-03-01'],
    ['2027-03-01', '2027-06-28'],
    ['2027-12-31', '2028-03-01'],
    ['2028-03-01', '2028-06-28'],
  ])('the next turn after %s is on %s', (day, turn) => {
    expect(nextTurn(BOTH, dayStart(day))).toBe(dayStart(turn));
  });

  it('there is no turn after the last', () => {
    expect(nextTurn(BOTH, dayStart('2028-06-28'))).toBeNull();
  });

  it('there is none where there are no contracts', () => {
    expect(() => contractAt([], 0)).toThrow('there is no contract');
  });
});

describe('the equipment of contracts that follow each other', () => {
  const quantityOf = (code: string, day: string) =>
    equipmentAt(BOTH, noon(day)).find((asset) => asset.code === code)?.quantity;
  const coveredTo = (code: string, day: string) =>
    equipmentAt(BOTH, noon(day)).find((asset) => asset.code === code)?.coveredToDay;

  it('is as many as the contract says that is in force, each code once', () => {
    expect(quantityOf('L1-S1-02', '2027-02-28')).toBe(16);
    expect(quantityOf('L1-S1-02', '2027-03-01')).toBe(17);
    expect(equipmentAt(BOTH, noon('2027-03-01'))).toHaveLength(OLDER.assets.length);
  });

  it('is covered by the older one for as long as that covers it', () => {
    expect(coveredTo('L3-01', '2027-06-27')).toBe('2027-06-27');
    expect(coveredTo('L3-01', '2027-06-28')).toBe('2028-06-27');
  });

  it('keeps what the next contract does not list any more', () => {
    const less = { ...YOUNGER, assets: YOUNGER.assets.filter(({ code }) => code !== 'L1-S1-01') };
    const found = equipmentAt([OLDER, less], noon('2027-04-01')).at(-1);
    expect(found).toMatchObject({ code: 'L1-S1-01', coveredToDay: '2027-02-28' });
  });
});
