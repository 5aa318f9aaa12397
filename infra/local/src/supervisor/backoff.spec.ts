import { describe, expect, it } from '@jest/globals';
import { Backoff } from './backoff.js';

describe('the wait before a restart', () => {
  it('doubles while the part keeps dying, up to ten seconds', () => {
    const backoff = new Backoff();
    const waits = Array.from({ length: 8 }, () => backoff.next(100));
    expect(waits).toEqual([250, 500, 1000, 2000, 4000, 8000, 10_000, 10_000]);
  });

  it('is short again after the part has run well', () => {
    const backoff = new Backoff();
    backoff.next(100);
    backoff.next(100);
    expect(backoff.next(60_000)).toBe(250);
  });
});
