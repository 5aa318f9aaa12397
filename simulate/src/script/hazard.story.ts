import { DECLINED, RECTIFICATIONS } from '../words/inspection.words.js';
import type { Act } from './act.js';
import { daysLater } from './instants.js';
import type { Random } from './random.js';

/** A hazard after it was found: consented to, rectified by its day or later, verified; some the bureau lives with. */
export function hazardActs(random: Random, findingId: string, foundAt: number): Act[] {
  const decided = daysLater(random, foundAt, 1, 4);
  const decide = (input: object): Act => ({
    at: decided,
    who: 'supervisor',
    ask: 'decideHazard',
    input: { findingId, ...input },
  });
  if (random.chance(0.07)) return [decide({ consent: false, comment: DECLINED })];
  const rectified = random.chance(0.1)
    ? daysLater(random, decided, 31, 45)
    : daysLater(random, decided, 4, 27);
  const verified = daysLater(random, rectified, 1, 3);
  const rectify = (at: number): Act => ({
    at,
    who: 'dispatcher',
    ask: 'rectifyHazard',
    input: { findingId, note: random.pick(RECTIFICATIONS) },
  });
  const verify = (at: number, passed: boolean): Act => ({
    at,
    who: 'supervisor',
    ask: 'verifyHazard',
    input: { findingId, passed, note: passed ? '现场核实，已消除' : '现场核实，仍未处理到位' },
  });
  if (!random.chance(0.05)) return [decide({ consent: true }), rectify(rectified), verify(verified, true)];
  const again = daysLater(random, verified, 2, 6);
  return [
    decide({ consent: true }),
    rectify(rectified),
    verify(verified, false),
    rectify(again),
    verify(daysLater(random, again, 1, 3), true),
  ];
}
