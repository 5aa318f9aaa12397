import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { contractOf, contractTexts } from '../../test/contract-folder.builder.js';
import { dayOf } from '../month.js';
import { coveringSigningDay } from './signing-day.js';

const texts = contractTexts('shaoguan-2026');
const contract = contractOf(texts);

describe('the signing day that covers today', () => {
  it.each([
    ['2026-06-28', '2026-06-28'],
    ['2027-06-27', '2026-06-28'],
    ['2027-06-28', '2027-06-28'],
    ['2026-06-27', '2025-06-28'],
    ['2031-01-15', '2030-06-28'],
  ])('on %s it is %s', (today, expected) => {
    expect(coveringSigningDay(contract, today)).toBe(expected);
  });

  it('covers whatever day it is, all items alike', () => {
    const days = fc.integer({ min: Date.UTC(2000, 0), max: Date.UTC(2060, 0) }).map(dayOf);
    fc.assert(
      fc.property(days, (today) => {
        const { assets } = contractOf(texts, coveringSigningDay(contract, today));
        for (const { coveredFromDay, coveredToDay } of assets)
          expect(coveredFromDay <= today && today <= coveredToDay).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  it('is the last of February for a contract signed on 29 February', () => {
    const leap = contractOf(texts, '2024-02-29');
    expect(coveringSigningDay(leap, '2025-02-28')).toBe('2024-02-29');
    expect(coveringSigningDay(leap, '2026-05-01')).toBe('2026-02-28');
  });
});
