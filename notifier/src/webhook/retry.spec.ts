import { describe, expect, it } from '@jest/globals';
import { nextWait, parseRetryAfter } from './retry.js';

const policy = { tries: 10, firstWait: 2_000, longestWait: 300_000 };

describe('nextWait', () => {
  it.each([
    // tries, retryAfter, random, expected
    [1, undefined, 0, 0],
    [1, undefined, 0.5, 1_000],
    [1, undefined, 0.9999, 2_000],
    [2, undefined, 0.5, 2_000],
    [3, undefined, 0.5, 4_000],
    [8, undefined, 0.5, 128_000],
    [9, undefined, 0.5, 150_000],
    [1, 30_000, 0.5, 30_000],
    [5, 1_000, 0.5, 16_000],
    [1, 3_600_000, 0.5, 300_000],
    [1, 0, 0.25, 500],
  ])('after try %i, asked for %s, at random %d: %i ms', (tries, retryAfter, random, expected) => {
    expect(nextWait(policy, tries, retryAfter, random)).toBe(expected);
  });

  it('gives up after the last try, whatever the receiver asks for', () => {
    expect(nextWait(policy, 10, undefined, 0.5)).toBeUndefined();
    expect(nextWait(policy, 10, 1_000, 0.5)).toBeUndefined();
    expect(nextWait(policy, 11, undefined, 0.5)).toBeUndefined();
  });

  it('never overflows', () => {
    expect(nextWait({ ...policy, tries: 5_000 }, 4_000, undefined, 1)).toBe(300_000);
  });
});

describe('parseRetryAfter', () => {
  const now = Date.parse('2026-06-28T00:00:00Z');

  it.each([
    [undefined, undefined],
    ['7', 7_000],
    [' 0 ', 0],
    ['Sun, 28 Jun 2026 00:01:00 GMT', 60_000],
    ['Sat, 27 Jun 2026 00:00:00 GMT', 0],
    ['soon', undefined],
    ['', undefined],
  ])('%j → %s ms', (header, expected) => {
    expect(parseRetryAfter(header, now)).toBe(expected);
  });
});
