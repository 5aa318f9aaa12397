import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { coverageOf } from './coverage.js';
import { DAY_MS, dayEnd, dayOf, dayStart } from './month.js';

const asset = { coveredFrom: dayStart('2026-06-28'), coveredTo: dayEnd('2027-06-27') };
const at = (text: string): number => Date.parse(text);

describe('coverage of a fault', () => {
  it('holds from 00:00 of the first day to 24:00 of the last, in Shanghai', () => {
    expect(coverageOf(asset, at('2026-06-27T23:59:59.999+08:00'))).toBe('OUT_OF_PERIOD');
    expect(coverageOf(asset, at('2026-06-28T00:00:00+08:00'))).toBe('COVERED');
    expect(coverageOf(asset, at('2027-06-27T23:59:59.999+08:00'))).toBe('COVERED');
    expect(coverageOf(asset, at('2027-06-28T00:00:00+08:00'))).toBe('OUT_OF_PERIOD');
  });

  it('says of what is on no list that it is not listed, whenever it is', () => {
    fc.assert(
      fc.property(fc.integer(), (instant) => expect(coverageOf(undefined, instant)).toBe('NOT_LISTED')),
    );
  });

  it('is one answer for every instant of a day', () => {
    const around = fc.integer({ min: asset.coveredFrom - 30 * DAY_MS, max: asset.coveredTo + 30 * DAY_MS });
    fc.assert(
      fc.property(around, fc.integer({ min: 0, max: DAY_MS - 1 }), (instant, later) => {
        const morning = dayStart(dayOf(instant));
        expect(coverageOf(asset, morning + later)).toBe(coverageOf(asset, morning));
      }),
    );
  });
});
