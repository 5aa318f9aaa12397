import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type ClockSegment, clockSegments } from './clock-segments.js';
import type { FaultFact } from './facts.types.js';
import { breachOf, resolveClock } from './resolve-clock.js';
import type { ScoreContract } from './score-contract.js';

const HOUR = 3_600_000;
const CONTRACT = {
  resolveMs: { MAJOR: 4 * HOUR, GENERAL: 8 * HOUR, CONSULTATION: 12 * HOUR },
  choices: {
    ...{ 'clock.startsAt': 'reported', 'clock.repairInstant': 'filed' },
    ...{ 'clock.handOffFrom': 'confirmed', 'clock.judgementWait': 'excluded' },
  },
} as unknown as ScoreContract;

const hours = (max: number) => fc.integer({ min: 0, max }).map((count) => count * HOUR);
const severity = fc.constantFrom('MAJOR' as const, 'GENERAL' as const, 'CONSULTATION' as const);

/** Whole hours, so that steps fall on deadlines often. */
const fault: fc.Arbitrary<FaultFact> = fc
  .record({
    severity,
    repaired: fc.option(hours(20)),
    judged: fc.option(hours(5)),
    pauses: fc.array(fc.tuple(hours(20), hours(6)), { maxLength: 2 }),
    reclassified: fc.array(fc.tuple(hours(20), severity), { maxLength: 2 }),
  })
  .map(({ severity: first, repaired, judged, pauses, reclassified }) => ({
    ...{ id: 'f', asset: 'A', severity: first, reportedAt: 0, startedAt: 0, acceptedAt: 0, down: [] },
    ...{ coverage: 'COVERED', judgedAt: judged, handOffs: [], cancelledAt: null, faultType: null },
    pauses: pauses.map(([from, length]) => ({ from, to: from + length })),
    reclassified: reclassified.map(([at, to]) => ({ at, to })).sort((a, b) => a.at - b.at),
    rounds:
      repaired === null
        ? []
        : [{ filedAt: repaired, statedAt: null, testedAt: repaired + HOUR, passed: true }],
    ...{ callback: null, copies: 1, countIn: {} },
  }));

/** What a reader makes of them: the instant after which it was late, ms; null: it was not. */
function segmentBreach(segments: readonly ClockSegment[]): number | null {
  let spent = 0;
  for (const { from, to, budgetMs } of segments) {
    const length = (to ?? Infinity) - from;
    if (spent + length > budgetMs) return from + Math.max(0, budgetMs - spent);
    spent += length;
  }
  return null;
}

describe('the segments of a repair clock', () => {
  it('are late exactly when the clock is', () => {
    fc.assert(
      fc.property(fault, (one) => {
        const clock = resolveClock(one, CONTRACT)!;
        expect(segmentBreach(clockSegments(one, CONTRACT))).toBe(breachOf(clock));
      }),
      { numRuns: 2_000 },
    );
  });

  it('change their budget where the fault was reclassified', () => {
    const one = fc.sample(fault, { numRuns: 1, seed: 1 })[0]!;
    const reclassified = [{ at: 2 * HOUR, to: 'MAJOR' as const }];
    const plain = {
      ...one,
      severity: 'GENERAL' as const,
      judgedAt: null,
      pauses: [],
      rounds: [],
      reclassified,
    };
    expect(clockSegments(plain, CONTRACT)).toEqual([
      { from: 0, to: 2 * HOUR, budgetMs: 8 * HOUR },
      { from: 2 * HOUR, to: null, budgetMs: 4 * HOUR },
    ]);
    expect(segmentBreach(clockSegments(plain, CONTRACT))).toBe(4 * HOUR);
  });
});
