import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  add,
  compare,
  cutPercent,
  divide,
  floor,
  formatFraction,
  fraction,
  multiply,
  subtract,
} from './fraction.js';

const whole = fc.bigInt({ min: -10_000n, max: 10_000n });
const notZero = whole.filter((n) => n !== 0n);
const anyFraction = fc.tuple(whole, notZero).map(([n, d]) => fraction(n, d));
const ZERO = fraction(0);
const ONE = fraction(1);

describe('fractions', () => {
  it('are kept in lowest terms with a positive denominator', () => {
    expect(fraction(6, -4)).toEqual({ numerator: -3n, denominator: 2n });
    expect(fraction(0, -7)).toEqual({ numerator: 0n, denominator: 1n });
  });

  it('refuse a denominator of 0', () => {
    expect(() => fraction(1, 0)).toThrow(RangeError);
    expect(() => divide(ONE, ZERO)).toThrow(RangeError);
  });

  it('obey the laws of a field', () => {
    fc.assert(
      fc.property(anyFraction, anyFraction, anyFraction, (a, b, c) => {
        expect(add(a, b)).toEqual(add(b, a));
        expect(multiply(a, b)).toEqual(multiply(b, a));
        expect(add(add(a, b), c)).toEqual(add(a, add(b, c)));
        expect(multiply(multiply(a, b), c)).toEqual(multiply(a, multiply(b, c)));
        expect(multiply(a, add(b, c))).toEqual(add(multiply(a, b), multiply(a, c)));
        expect(add(a, ZERO)).toEqual(a);
        expect(multiply(a, ONE)).toEqual(a);
        expect(subtract(a, a)).toEqual(ZERO);
        if (a.numerator !== 0n) expect(divide(a, a)).toEqual(ONE);
        expect(add(subtract(a, b), b)).toEqual(a);
      }),
    );
  });

  it('are ordered as the numbers they are', () => {
    fc.assert(
      fc.property(anyFraction, anyFraction, (a, b) => {
        expect(compare(a, b)).toBe(Math.sign(Number(subtract(a, b).numerator)));
      }),
    );
  });
});

describe('floor', () => {
  it.each([
    [7, 2, 3n],
    [-7, 2, -4n],
    [-4, 2, -2n],
    [-1, 1000, -1n],
    [0, 5, 0n],
  ])('of %s/%s is %s', (n, d, expected) => {
    expect(floor(fraction(n, d))).toBe(expected);
  });

  it('is the greatest whole number not above', () => {
    fc.assert(
      fc.property(anyFraction, (a) => {
        expect(compare(fraction(floor(a)), a)).toBeLessThanOrEqual(0);
        expect(compare(fraction(floor(a) + 1n), a)).toBe(1);
      }),
    );
  });
});

describe('what is shown', () => {
  it.each([
    [99_951, 100_000, 99.95],
    [99_999, 100_000, 99.99],
    [999_999_999, 1_000_000_000, 99.99],
    [2, 3, 66.66],
    [1, 1, 100],
    [0, 1, 0],
  ])('a rate of %s/%s is cut, not rounded, to %s %%', (n, d, percent) => {
    expect(cutPercent(fraction(n, d))).toBe(percent);
  });

  it('a fraction is written as a whole number or as a quotient', () => {
    expect(formatFraction(fraction(29))).toBe('29');
    expect(formatFraction(fraction(-92, 6))).toBe('-46/3');
  });
});
