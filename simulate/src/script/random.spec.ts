import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Random } from './random.js';

const drawn = (random: Random, count = 50): number[] => Array.from({ length: count }, () => random.next());

describe('made-up chance', () => {
  it('is the same for the same seed, and another for another', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        expect(drawn(new Random(seed))).toEqual(drawn(new Random(seed)));
        expect(drawn(new Random(seed))).not.toEqual(drawn(new Random(seed + 1)));
      }),
    );
  });

  it('stays in its bounds', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: -9, max: 9 }), fc.nat({ max: 9 }), (seed, least, more) => {
        const number = new Random(seed).whole(least, least + more);
        expect(number).toBeGreaterThanOrEqual(least);
        expect(number).toBeLessThanOrEqual(least + more);
        expect(Number.isInteger(number)).toBe(true);
      }),
    );
  });

  it('gives each part its own, whatever the others draw', () => {
    const [one, other] = [new Random(7), new Random(7)];
    drawn(one);
    expect(drawn(one.of('a part'))).toEqual(drawn(other.of('a part')));
    expect(drawn(one.of('a part'))).not.toEqual(drawn(one.of('another part')));
  });

  it('takes what weighs more more often', () => {
    const random = new Random(1);
    const heavy = Array.from({ length: 1_000 }, () =>
      random.weighed([
        ['heavy', 3],
        ['light', 1],
      ]),
    ).filter((one) => one === 'heavy');
    expect(heavy.length).toBeGreaterThan(700);
    expect(heavy.length).toBeLessThan(800);
  });
});
