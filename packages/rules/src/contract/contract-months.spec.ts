import { describe, expect, it } from '@jest/globals';
import { dayEnd, dayStart } from '../month.js';
import { contractMonths } from './contract-months.js';
import type { Contract } from './contract.types.js';

const contract = (signedOn: string, ...periods: [string, string][]) =>
  ({
    signedOn,
    periods: periods.map(([first, last]) => ({ from: dayStart(first), to: dayEnd(last) })),
  }) as Pick<Contract, 'signedOn' | 'periods'>;

describe('the months of a contract', () => {
  it('are all that a period touches, if only by a day', () => {
    const months = contractMonths(contract('2026-06-28', ['2026-06-28', '2026-09-01']));
    expect(months).toEqual(['2026-06', '2026-07', '2026-08', '2026-09']);
  });

  it('end with the last day that counts', () => {
    expect(contractMonths(contract('2026-07-01', ['2026-07-01', '2027-06-30'])).at(-1)).toBe('2027-06');
    expect(contractMonths(contract('2026-07-01', ['2026-07-01', '2027-06-30']))).toHaveLength(12);
  });

  it('do not begin before the signing, whenever a list began', () => {
    const months = contractMonths(
      contract('2026-08-15', ['2026-06-28', '2026-09-27'], ['2026-08-15', '2026-10-14']),
    );
    expect(months).toEqual(['2026-08', '2026-09', '2026-10']);
  });

  it('leave out a month between two periods', () => {
    const months = contractMonths(
      contract('2026-07-01', ['2026-07-01', '2026-07-31'], ['2026-09-01', '2026-09-30']),
    );
    expect(months).toEqual(['2026-07', '2026-09']);
  });
});
