import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { batchesOf, MOST_PARAMETERS } from './batches.js';

describe('rows that go out in batches', () => {
  it('all go, in their order, none with more parameters than a statement takes', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 20_000 }),
        fc.integer({ min: 1, max: 100 }),
        (count, parameters) => {
          const rows = Array.from({ length: count }, (_, index) => index);
          const batches = batchesOf(rows, parameters);
          expect(batches.flat()).toEqual(rows);
          for (const { length } of batches) {
            expect(length).toBeGreaterThan(0);
            expect(length * parameters).toBeLessThanOrEqual(MOST_PARAMETERS);
          }
        },
      ),
      { numRuns: 30 },
    );
  });
});
