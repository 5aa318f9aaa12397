import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { percentile } from './figures.js';

describe('a percentile', () => {
  it.each<[number[], number, number | null]>([
    [[], 50, null],
    [[7], 50, 7],
    [[7], 90, 7],
    [[1, 2, 3, 4], 50, 2],
    [[1, 2, 3, 4, 5], 50, 3],
    [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 90, 9],
    [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], 90, 10],
  ])('of %j at %i is %p', (sorted, percent, expected) => {
    expect(percentile(sorted, percent)).toBe(expected);
  });

  it('is the least that so many percent do not exceed', () => {
    const numbers = fc.array(fc.nat(50), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(numbers, fc.integer({ min: 1, max: 100 }), (given, percent) => {
        const found = percentile(
          given.toSorted((a, b) => a - b),
          percent,
        )!;
        const share = (limit: number) => (given.filter((one) => one <= limit).length * 100) / given.length;
        expect(share(found)).toBeGreaterThanOrEqual(percent);
        expect(share(found - 1)).toBeLessThan(percent);
      }),
    );
  });
});
