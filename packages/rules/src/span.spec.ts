import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Span } from './month.js';
import { clip, without } from './span.js';

// Small spans, so that an oracle can look at each of their instants.
const instant = fc.integer({ min: 0, max: 20 });
const span = fc
  .tuple(instant, fc.oneof(instant, fc.constant(Infinity)))
  .map(([from, length]): Span => ({ from, to: from + length }));

const contains = ({ from, to }: Span, at: number): boolean => from <= at && at < to;
const INSTANTS = Array.from({ length: 45 }, (_, at) => at);

describe('the common part of two spans', () => {
  it('holds the instants that both hold, and is never less than empty', () => {
    fc.assert(
      fc.property(span, span, (one, other) => {
        const common = clip(one, other);
        expect(common.to).toBeGreaterThanOrEqual(common.from);
        for (const at of INSTANTS)
          expect(contains(common, at)).toBe(contains(one, at) && contains(other, at));
      }),
    );
  });
});

describe('a span without its gaps', () => {
  it.each<[string, Span, Span[], Span[]]>([
    ['without any is itself', { from: 2, to: 9 }, [], [{ from: 2, to: 9 }]],
    [
      'loses its middle',
      { from: 2, to: 9 },
      [{ from: 4, to: 5 }],
      [
        { from: 2, to: 4 },
        { from: 5, to: 9 },
      ],
    ],
    ['loses its end for ever', { from: 2, to: Infinity }, [{ from: 4, to: Infinity }], [{ from: 2, to: 4 }]],
    [
      'loses what two gaps cover together',
      { from: 0, to: 9 },
      [
        { from: 5, to: 9 },
        { from: 0, to: 6 },
      ],
      [],
    ],
    ['keeps nothing of an empty span', { from: 9, to: 2 }, [], []],
  ])('%s', (_name, whole, gaps, left) => {
    expect(without(whole, gaps)).toEqual(left);
  });

  it('holds each of its instants that no gap holds, once, in time order', () => {
    fc.assert(
      fc.property(span, fc.array(span, { maxLength: 5 }), (whole, gaps) => {
        const left = without(whole, gaps);
        for (const at of INSTANTS) {
          const kept = contains(whole, at) && !gaps.some((gap) => contains(gap, at));
          expect(left.filter((part) => contains(part, at))).toHaveLength(kept ? 1 : 0);
        }
        expect(left.map(({ from }) => from)).toEqual(left.map(({ from }) => from).sort((a, b) => a - b));
      }),
    );
  });
});
