import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { factsOf, plainPlan } from '../../test/inspection.builder.js';
import { compare, formatFraction, fraction } from '../fraction.js';
import { coverageRate } from './plan-coverage.js';
import { planProblems } from './visit-plan.js';

const FACTS = factsOf('2026-07');

describe('the coverage of a month', () => {
  it.each([
    ['nothing', 0, '0'],
    ['a quarter', 30, '1/4'],
    ['all', 120, '1'],
  ])('of %s', (_, count, rate) => {
    const assetCodes = plainPlan(FACTS, 120)[0]!.assetCodes.slice(0, count);
    expect(formatFraction(coverageRate(FACTS, [{ assetCodes }]))).toBe(rate);
  });

  it('counts an asset once, and nothing that is not due', () => {
    const visits = [{ assetCodes: ['L3-01', 'KA-LINK', 'L9-99'] }, { assetCodes: ['L3-01'] }];
    expect(coverageRate(FACTS, visits)).toEqual(fraction(1, 120));
  });

  it('is whole where nothing is due', () => {
    expect(coverageRate(factsOf('2030-01'), [])).toEqual(fraction(1));
  });

  it('is whole exactly for the plans that leave nothing out', () => {
    fc.assert(
      fc.property(fc.subarray(plainPlan(FACTS, 9)), (visits) => {
        const whole = planProblems(FACTS, visits).length === 0;
        expect(compare(coverageRate(FACTS, visits), fraction(1)) === 0).toBe(whole);
      }),
      { numRuns: 50 },
    );
  });
});
