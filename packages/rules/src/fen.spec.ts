import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatYuan, roundToFen, shareOf } from './fen.js';
import { fraction } from './fraction.js';

describe('money', () => {
  it.each([
    [fraction(5, 2), 3n],
    [fraction(249, 100), 2n],
    [fraction(7), 7n],
    [fraction(-5, 2), -2n],
    [fraction(-251, 100), -3n],
  ])('is rounded half up to the fen (%#)', (amount, fen) => {
    expect(roundToFen(amount)).toBe(fen);
  });

  it('is shared with one rounding', () => {
    expect(shareOf(101n, fraction(7, 10))).toBe(71n);
    expect(shareOf(5n, fraction(1, 2))).toBe(3n);
  });

  it('is shared out whole: 70 %, 25 % and the rest add up', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }), (total) => {
        const rest = total - shareOf(total, fraction(70, 100)) - shareOf(total, fraction(25, 100));
        const exact = shareOf(total, fraction(5, 100));
        expect(rest - exact >= -1n && rest - exact <= 1n).toBe(true);
      }),
    );
  });

  it.each([
    [0n, '0.00'],
    [5n, '0.05'],
    [-5n, '-0.05'],
    [99_999n, '999.99'],
    [1_234_567n, '12,345.67'],
    [123_456_789_012n, '1,234,567,890.12'],
  ])('%s fen is written %s', (fen, text) => {
    expect(formatYuan(fen)).toBe(text);
  });
});
