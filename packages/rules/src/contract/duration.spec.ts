import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { durationMs } from './duration.js';

describe('durations of a contract', () => {
  it.each([
    ['PT10M', 600_000],
    ['PT1H30M', 5_400_000],
    ['P3D', 259_200_000],
    ['P1DT4S', 86_404_000],
  ])('reads %s', (text, ms) => {
    expect(durationMs(text)).toBe(ms);
  });

  it.each(['', 'P', 'PT', 'PT0S', 'P1M', 'P1Y', '10M', 'PT1.5H', 'PT-5M', 'pt10m', 'PT10M '])(
    'refuses "%s"',
    (text) => {
      expect(durationMs(text)).toBeNull();
    },
  );

  it('adds its parts', () => {
    const part = fc.integer({ min: 1, max: 999 });
    fc.assert(
      fc.property(part, part, part, part, (d, h, m, s) => {
        expect(durationMs(`P${d}DT${h}H${m}M${s}S`)).toBe((((d * 24 + h) * 60 + m) * 60 + s) * 1000);
      }),
    );
  });
});
